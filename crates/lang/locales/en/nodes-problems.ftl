# Looking after the units' machines: what can't be done, and why
problem-node-name = Name the machine, so that others recognise it.
problem-node-unit = The province has no unit { $unit } today. Check the unit's code.
problem-node-units = Choose 1 to 20 units, each of them once.
problem-node-centre-unit = { $unit } is the province machine's own unit; it can't be given to another one.
problem-node-home-elsewhere = { $unit } works on a machine of its own. To replace that machine, say so; or take the ledger back to the province first.
problem-node-invited = { $unit } has an open invitation already. Use it, or withdraw it and invite again.
problem-node-not-centre = This is not the province's machine. Do this on the province's machine.
problem-node-other-key = The node.key in this folder isn't the key that the province has on record. Use the province's own folder.
problem-node-not-enrolled = This machine hasn't enrolled yet: nothing can be given to it.
problem-node-revoked = This machine was revoked. Invite a new one.
problem-node-centre = This is the province's own machine: it can be neither revoked nor given units.
problem-node-enrolled = This machine has enrolled: there is no invitation left to withdraw. To cut it off, revoke it.
problem-node-settled = Somebody settled this already. Load the page again to see the note.
problem-node-note = Say what was done, in a few words at least.
