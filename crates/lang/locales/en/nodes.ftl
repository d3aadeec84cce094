# The province's machine and the communes': the line, invitations, faults, strays, published keys

# The sign in the header
line-online = Connected to the province
line-cut = Line cut since { $since }
line-cut-waiting = { $count ->
    [one] Line cut since { $since } · { $count } dossier waits to be sent
   *[other] Line cut since { $since } · { $count } dossiers wait to be sent
 }
line-catching-up = Catching up: { $count } to go
line-full = The province’s disk is full
line-full-waiting = { $count ->
    [one] The province’s disk is full · { $count } dossier waits to be sent
   *[other] The province’s disk is full · { $count } dossiers wait to be sent
 }
line-refused = The province refuses this machine · see what to do
line-silent = { $count ->
    [one] { $count } commune machine is silent
   *[other] { $count } commune machines are silent
 }
line-faults = { $count ->
    [one] { $count } machine fault to look at
   *[other] { $count } machine faults to look at
 }

# The page about the line
line-title = Line to the province
line-is-online = Connected to the province
line-is-cut = The line is cut; work goes on as usual
line-is-catching-up = The line is back; sending what waited
line-is-refused = The province refuses this machine
line-is-full = The province’s disk is full
line-lead-online = This machine is connected to the province. The province has everything that was done here.
line-lead-catching-up = This machine is connected to the province and is sending what waited, { $count } entries. Nothing to do: it sends all of it by itself.
line-lead-cut = This machine hasn’t reached the province since { $since }. Everybody works as usual; when the line is back, it sends what waited by itself.
line-lead-refused = The province refuses this machine, so nothing is sent. Work here goes on and is kept, but the province doesn’t see it yet.
line-lead-stopped = This machine is no longer where the unit works. Take no dossiers in on it: what is done here from now on enters no ledger.
line-lead-full = This machine reaches the province, but the province’s disk is full and takes nothing yet. Everybody works as usual, and everything is kept here. Once the province has room again, this machine sends what waited by itself.
line-lead-idle = No unit lives on this machine: another one replaced it, the province took the ledger back, or the ledger hasn’t come yet. Don’t work here; ask the unit’s administrator for the right address.
line-lead-centre = This is the province’s machine. The communes’ machines call it; dossiers of a commune with a machine of its own are here in full too.
line-lead-alone = This machine works alone and is connected to no other. All dossiers are here; nothing waits to be sent.
line-to-nodes = See the units’ machines
line-facts = How it stands
line-state = Line
line-state-online = connected
line-state-cut = cut since { $since }
line-state-catching-up = catching up
line-state-refused = refused
line-state-full = connected, the province’s disk is full
line-role = What this machine is
line-role-alone = a machine that works alone
line-role-box = a unit’s own machine
line-role-centre = the province’s machine
line-province-at = Address of the province’s machine
line-contact = Last contact
line-never = never yet
line-clock = Clock against the province
line-clock-even = the same
line-clock-ahead = { $amount } ahead
line-clock-behind = { $amount } behind
line-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
 }
line-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
 }
line-waiting = Waiting to be sent
line-waiting-dossiers = Dossiers
line-waiting-entries = Entries
line-waiting-files = Files
line-waiting-files-of = { $count ->
    [one] { $count } file, { $size }
   *[other] { $count } files, { $size }
 }
line-oldest = The oldest waits since
line-fetching = Waiting to be fetched
line-bytes = { $count } bytes
line-kilobytes = { $count } KB
line-megabytes = { $count } MB
line-ledgers = Ledger by ledger
line-ledger = Ledger of
line-ledger-here = Entries here
line-ledger-there = The province has
line-ledger-unsent = To be sent
line-ledger-state = State
line-ledger-level = level
line-ledger-behind = still to be sent
line-ledgers-none = This machine keeps no unit’s ledger that would be sent.
line-ledgers-none-next = When the province gives this machine a unit, its ledger appears here.
line-meanwhile = While the line is cut
line-when-cut = What to do when the line is cut
line-meanwhile-lead = Take dossiers in as usual. Receipts printed while the line is cut are valid and can be checked by their QR code.
line-meanwhile-can = Taking in, examining, signing, handing over results, printing, finding the unit’s dossiers and signing in: all as on any other day.
line-meanwhile-passing = Sending a dossier to another unit: just do it. The dossier stands as “on its way” and leaves by itself when the line is back.
line-meanwhile-cannot = Not seen yet: dossiers filed online, and those that other units sent here, after the line was cut.
line-meanwhile-long = Cut for more than half a day: ask the unit’s administrator to check cable, router and provider.
line-refused-do = What to do
line-refused-revoked = The province revoked this machine, mostly because it was reported lost or was replaced. Go on at the machine that replaces it, or at the province’s address. If that is a mistake, call the province’s administrator to be invited again; delete nothing on this machine.
line-refused-unknown-key = The province doesn’t know this machine’s key. Delete nothing on it. Call the province’s administrator to invite it again.
line-refused-version = The programs here and at the province are too many versions apart. Ask the unit’s administrator to update the program and start it again.
line-refused-clock = This machine’s clock is too far off. Ask the unit’s administrator to set its date and time.
line-refused-fork = The ledger here differs from the province’s copy. Delete nothing on this machine. Call the province’s administrator: somebody there looks at each entry that differs. Take no new dossiers in on it meanwhile: what is done here now must be done again later.
line-refused-older-epoch = The province gave the unit’s ledger to another machine. Stop taking dossiers in on this one, go over to the new one, and keep this one for the province to look at.
line-refused-centre-full = Nothing to do here. Tell the province’s administrator that the disk of the province’s machine is full; once there is room, this machine sends by itself.
line-refused-home-unknown = The province doesn’t know any more that the ledger lives on this machine: its own may just have been restored from an old backup. Delete nothing here. Call the province’s administrator before you go on.
line-refused-certificate = This machine doesn’t trust the province’s certificate: it ran out, somebody else signed it, or somebody stands between. Work here goes on. Ask the province’s administrator to look at the certificate.
line-refused-no-centre = Another machine answers at the province’s address. Work here goes on. Ask the province’s administrator for the address.
line-refused-not-theirs = The province didn’t give this ledger to this machine. Delete nothing here. Ask the province’s administrator to give the unit again, or to see which machine has it.
line-refused-unreadable = The province can’t read what this machine sends. Work here goes on. Ask the unit’s administrator to update the program and start it again.
line-refused-altered = What reaches the province isn’t whole. Ask the unit’s administrator to run motcua verify on this machine and to look at the line.
line-refused-other = Call the province’s administrator and read out this line: { $what }
line-refused-code = Code of the refusal

# The list of machines
nav-nodes = The units’ machines
nodes-title = The units’ machines
nodes-sentence = Machines in use: { $boxes }.
nodes-sentence-strays = strays: { $count }
nodes-sentence-faults = faults: { $count }
nodes-sentence-silent = silent machines: { $count }
nodes-sentence-waits = To be looked at: { $what }.
nodes-sentence-fine = Nothing waits for anybody.
nodes-invite = Invite a machine
nodes-list = The machines
nodes-name = Machine
nodes-units = Units
nodes-state = State
nodes-contact = Last contact
nodes-lag = Entries the province lacks
nodes-files = Files to come
nodes-clock = Clock
nodes-version = Version
nodes-key = Public key
nodes-never = never yet
nodes-unknown = not known yet
nodes-state-level = level
nodes-state-behind = catching up
nodes-state-silent = silent
nodes-state-idle = no ledger
nodes-state-forked = ledger forked
nodes-state-revoked = revoked
nodes-state-invited = invited, not in yet
nodes-state-expired = invitation ran out
nodes-state-centre = the province’s machine
nodes-none = No unit has a machine of its own yet.
nodes-none-next = Every unit works on the province’s machine. Invite one when a commune has to work through a cut line.
nodes-not-centre = This is not the province’s machine.
nodes-not-centre-next = Machines are invited and revoked on the province’s machine only. How this one stands is told on the page “Line to the province”.
nodes-faults = Faults to look at
nodes-fault-what = Fault
nodes-fault-last = Last time
nodes-fault-times = Times
nodes-fault-of = Machine, unit
nodes-strays = Strays
nodes-strays-lead = Entries that only an old or forked machine had. They neither enter a ledger nor vanish by themselves: a person looks and decides.
nodes-stray-when = When
nodes-stray-what = What
nodes-stray-who = By whom
nodes-stray-dossier = Dossier
nodes-invitations = Invitations not used yet
nodes-invitation-until = Good until { $at }
nodes-invitation-expired = Ran out at { $at }
nodes-invitation-withdraw = Withdraw
nodes-settled-title = Settled
nodes-said-withdrawn = The invitation is withdrawn. Its token is good for nothing any more.
nodes-said-revoked = The machine is revoked. The province takes nothing from it any more.
nodes-said-given = The machine was given another unit. It fetches the ledger at its next contact.
nodes-said-taken-back = The unit’s ledger is back at the province’s machine.
nodes-said-settled = Noted as settled.

# Inviting a machine
nodes-invite-lead = The new machine will keep the ledgers of the units chosen. The token is shown once, is good once, for 48 hours.
nodes-invite-name = Name of the machine
nodes-invite-name-hint = So that others know it, for example: One-stop desk of Bắc Yên
nodes-invite-units = Units
nodes-invite-units-hint = One unit a line: code or name, for example 14758. Mostly just one.
nodes-invite-replace = It replaces the machine that keeps this unit
nodes-invite-replace-hint = Only when the old machine is broken, lost or stolen. When the new one is in, the old one is cut off at once; what only the old one has becomes strays if it comes back.
nodes-invite-do = Make the token
nodes-invited-title = Token for { $name }
nodes-invited-once = Copy the token now: once you leave this page it isn’t shown again. It is good once, until { $until }.
nodes-invited-token = Token
nodes-invited-how = On the new machine, type one after the other
nodes-invited-enroll = Join the province and fetch the ledgers (it asks for the token)
nodes-invited-serve = Run the machine
nodes-invited-status = See whether it is level
nodes-invited-ca = If the province signs its certificates itself, add --ca FILE to the first command, with the province’s certificate. MACHINE_NAME is the address that officers type to open the pages.
nodes-invited-host = MACHINE_NAME
nodes-invited-safe = Give the token to the right person, by hand or on the telephone. Whoever has it can join in this machine’s place.
nodes-invited-again = This invitation was made before, so its token isn’t shown again. If it wasn’t copied: withdraw the invitation and make a new one.
problem-node-unit-several = “{ $unit }” may be { $units }. Type the code.

# One machine
nodes-facts = About the machine
nodes-revoked-at = Revoked at
nodes-revoked-why = Revoked because
nodes-enrolled = Joined
nodes-invited-at = Invited
nodes-ledgers = Ledgers that it keeps
nodes-ledgers-none = This machine keeps no ledger yet.
nodes-ledgers-none-next = Once it has joined or was given a unit, ledgers appear here.
nodes-epoch = Home number
nodes-give = Give it another unit
nodes-give-lead = From now on this unit works on this machine. The ledger is copied at the next contact; meanwhile nobody writes to it.
nodes-give-unit = Unit
nodes-give-unit-hint = Code or name, for example 14758
nodes-give-do = Give the unit
nodes-replace-when = There is another machine: invite it to keep the ledgers in this one’s place. This one is cut off when the new one joins.
nodes-replace = Invite a replacement
nodes-remedies = When it is broken, lost or to be replaced
nodes-revoke = Revoke the machine
nodes-revoke-when = Lost or stolen: revoke it at once, and the province takes nothing from it any more. If it is only broken, don’t: once it is repaired it can still send what it had not sent.
nodes-revoke-title = Revoke { $name }?
nodes-revoke-what = From this moment the province takes nothing from this machine and sends it nothing. It may still be switched on, but what is done on it doesn’t reach the province. This can’t be undone: to use the machine again it must be invited again.
nodes-revoke-lag = The machine may hold work that the province lacks. Last contact: { $at }.
nodes-revoke-units = This machine’s units go on when another machine replaces it, or when their ledgers come back to the province’s machine. Until then nobody can write to them.
nodes-revoke-receipts = Receipts that this machine signed and that the province has in its ledger remain valid.
nodes-revoke-row-receipts = Receipts already printed
nodes-revoke-row-units = How its units go on
nodes-revoke-row-lag = Work not sent
nodes-revoke-reason = Reason
nodes-revoke-reason-hint = For example: stolen on 15/08/2025
nodes-revoke-do = Revoke
nodes-take-back = Bring the ledger back to the province’s machine
nodes-take-back-when = No other machine yet, and the unit must go on at once: its officers work on the province’s machine with a browser.
nodes-take-back-title = Bring the ledger of { $unit } back to the province’s machine?
nodes-take-back-what = From now on this unit’s officers work on the province’s machine. What the province hasn’t got from the old machine becomes strays if that machine comes back.
nodes-take-back-do = Bring it back

# One fault, one stray
nodes-fault-title = Fault
nodes-fault-do-title = What to do
nodes-fault-first = First time
nodes-fault-detail = Technical detail
nodes-settle = Note as settled
nodes-settle-note = What was done
nodes-settle-note-hint = One sentence for whoever looks later
nodes-settled-by = { $name }, { $at }
nodes-settled-row = Settled
nodes-stray-title = Stray
nodes-stray-from = From machine
nodes-stray-unit = Ledger of
nodes-stray-seq = Entry number
nodes-stray-filing = What was taken in
nodes-stray-files = Files
nodes-stray-file-coming = This file is still on its way and can’t be opened yet.
nodes-stray-file-lost = No machine has this file any more.
nodes-stray-body = The whole entry, as the machine wrote it
nodes-stray-unreadable = This program can’t read the content.
nodes-stray-how = Compare it with the dossier as it stands. What is missing is done again in today’s ledger by whoever is in charge; then note here what was done.
nodes-stray-open-other = Open the dossier that has this code at the province
nodes-stray-code-taken = At the province this code is another dossier’s: two machines gave the same one. Don’t take it for this one; take it in again under a new code and tell the person.
nodes-stray-open = Open the dossier
nodes-stray-kind-account = account
nodes-stray-kind-procedure = procedure

# Causes of faults: what happened, and what to do
node-fault-unknown-key = A strange machine called: its key isn’t on the list.
node-fault-unknown-key-do = If it is one of ours that was set up anew, invite it again. If nobody knows it, have the network’s administrator block the address in the detail.
node-fault-revoked = A machine that was revoked still calls. Nothing is taken from it.
node-fault-revoked-do = If it is a lost machine that was found, collect it, leave its disk as it is and read it on a machine without a network. If it was revoked by mistake, invite it again. If nobody knows where it is, note the address in the detail.
node-fault-replayed = An old letter was sent again. Nothing was taken from it.
node-fault-replayed-do = Once is mostly the network: note it as settled. If it comes again, have the network’s administrator see whether somebody records and repeats the line.
node-fault-altered = What was sent doesn’t fit its signature or its chain of hashes. The whole batch was refused, no part of it taken.
node-fault-altered-do = Run motcua verify on that machine. If it finds differences, the disk is broken or somebody changed it: replace the machine. If it is clean, have the line checked.
node-fault-fork = This machine’s ledger differs from what the province has: two machines use one key, or the machine was set back from an old copy.
node-fault-fork-do = Switch off the machine that shouldn’t run. Look at this machine’s strays. Then make a new invitation for the unit (with “replace”) and run motcua node begin-anew on the one that stays, to fetch the province’s ledger.
node-fault-older-epoch = A machine that was replaced still sends entries for a ledger that another one keeps now.
node-fault-older-epoch-do = Switch the old machine off and tell the officers to use the new one. What only the old one has stands among the strays: look at each.
node-fault-not-theirs = The machine sent entries for the ledger of a unit that isn’t its own.
node-fault-not-theirs-do = If the unit is this machine’s, give it on the machine’s page. If not, find out who uses the machine; in doubt revoke it.
node-fault-not-allowed = The machine sent a kind of entry that only the province may write.
node-fault-not-allowed-do = Update the program on that machine. If it comes again, revoke the machine and see whether somebody tampered with it.
node-fault-unreadable = What was sent can’t be read or isn’t built as it should be. The whole batch was refused.
node-fault-unreadable-do = Update the program on that machine and start it again. If it comes again, run motcua verify there and send the detail to whoever maintains the program.
node-fault-bad-token = Somebody asked to join with a token that is wrong, used or run out.
node-fault-bad-token-do = If it is one of us, withdraw the old invitation and make a new one. If it is nobody’s, have the network’s administrator block the address in the detail.
node-fault-version = The programs on this machine and at the province are too many versions apart to talk.
node-fault-version-do = Update the older one. Meanwhile the machine works on and keeps everything to be sent later.
node-fault-clock = This machine’s clock is too far from the province’s. Times of receipt and promises may be wrong.
node-fault-clock-do = Set the machine’s date, time and time zone and have it set its clock by itself. Look again at dossiers taken in meanwhile.
node-fault-set-back = The province has less than it signed for, or told, to this machine: its data was set back to an old copy.
node-fault-set-back-do = Delete nothing on the machine. It sends again what the province lacks of its unit. What the province wrote after that copy (hand-overs, calendar, accounts) is gone: look for a newer copy, or compare with the machine and write it again.
node-fault-file = A file arrived that doesn’t fit its hash, is over the quota, or is no longer with the sender.
node-fault-file-do = The machine sends it again by itself. If it stays, have the unit scan that paper again; if it is the quota, make more room at the province.

# Published keys and checking receipts
nodes-keys-title = The province’s public keys
nodes-keys-lead = Each machine signs receipts with its own key. With this list anybody checks a receipt without asking any machine.
nodes-keys-none = No key is published yet.
nodes-keys-none-next = Keys are published when the province’s first machine is set up.
nodes-keys-name = Machine
nodes-keys-key = Key (Ed25519, base64url)
nodes-keys-since = From
nodes-keys-in-force = in use
nodes-keys-revoked = revoked { $at }
nodes-keys-file = Download the list (keys.json)
nodes-keys-how = To check without a line: motcua receipt verify --keys keys.json "TEXT OF THE QR CODE"
nodes-keys-limits = A revoked key counts only for receipts from before the day it was revoked, and these must stand in the ledger too.
nodes-verify-keys = Public keys to check it yourself

# Dossiers that are elsewhere
nodes-away-owner = { $unit } has this dossier and works on it. This page is what has come here.
nodes-away-transit = The dossier is on its way to { $unit }, since { $at }. Once taken over there, its history goes on here.
nodes-away-line = The line is cut: there is no news of this dossier since { $since }.
nodes-history-unit = Ledger of { $unit }
record-office = Office hours
record-local-day = The unit’s own day
record-office-info = The unit’s information page
record-calendar = The province’s calendar
record-reorganisation = Reorganisation
record-territory = What a merger did to the unit
record-delegation = Delegation
record-reminder = Reminder
record-rating = Ratings
record-register = Register record
record-renewal = Renewal reminder
record-pack = Pack
record-wish = Wishes for messages
record-tick = Checklist tick
record-home = Home of the ledger
record-node = Unit’s machine
record-node-fault = Machine fault
record-stray = Stray entry
record-worklist-hand-over = Work handed over
record-citizen = A citizen who signs in
record-second-factor = Rule on second factors
record-second-reset = Second factors taken away
record-sent-act = A citizen’s act on a dossier
record-sent-taken = A citizen’s act taken up
