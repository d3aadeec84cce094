# What the program says on the command line about nodes: a province's centre and the communes' own machines.

cli-serving-letters = Letters between nodes are taken at { $url }
cli-serving-box = This is a commune's own machine; its centre answers at { $address }
cli-serve-no-box = The folder { $dir } isn't a commune's own machine yet. Make it one with: motcua node enroll --dir { $dir } --province https://CENTRE:PORT
cli-serve-is-box = The folder { $dir } belongs to a commune's own machine. Run it with: motcua serve --role commune --dir { $dir }
cli-sync-listen-plain = Letters between nodes carry people's data: an address for them that other machines reach needs --tls-cert and --tls-key.

cli-tls-unreadable = { $file } can't be read: { $why }
cli-tls-certificate = There is no certificate in { $file }. A PEM file is needed: the server's certificate first, then those above it.
cli-tls-key = There is no private key in { $file }. A PEM file is needed.
cli-tls-strangers = The certificate { $certificate } and the key { $key } don't belong together.
cli-tls-unfit = The certificate { $certificate } with the key { $key } can't be used.
cli-tls-authority = The file of --ca holds no authority's certificate. A PEM file is needed.
cli-tls-no-authorities = This system has no list of authorities. Say whose signature the centre's certificate carries: --ca FILE
cli-line-address = “{ $address }” isn't the address of a centre. Write it like https://motcua.example.gov.vn:8443; without encryption only on this machine itself.

cli-node-in-use = The office in { $dir } is running. Do this on the page “The units’ machines” (/manage/nodes), or stop the office and run this command again.
cli-node-no-unit = No unit has the code “{ $code }” today.
cli-node-unknown = Nobody knows a node “{ $node }”. The page /manage/nodes and “motcua node status” list them.
cli-node-many = Several nodes are called “{ $node }”: say which one by its id.
cli-node-invited-before = This invitation was made before; its token can't be shown again. Withdraw it and make a new one.
cli-node-invited = “{ $name }” may become the machine of: { $units }. The invitation holds once, until { $until }. Type this on that machine:
cli-node-some-address = https://CENTRE:PORT
cli-node-invited-how = Add --ca FILE where the centre's certificate is signed by the province's own authority. Give the token to nobody else: whoever has it can take the machine's place. It is shown only now.
cli-node-revoked = “{ $name }” is cut off: nothing that it sends is taken any more. Its units go on when another machine replaces it (motcua node invite --replace), or when the centre takes them back (motcua node take-back).
cli-node-withdrawn = The invitation of “{ $name }” is withdrawn: its token can’t be used any more.
cli-node-given = “{ $name }” is now the home of { $unit } too. It fetches that unit's ledger with its next round.
cli-node-taken-back = { $unit } lives at the centre again. What its machine hadn't sent waits under “motcua node strays” as soon as that machine comes back.

cli-node-taken = The folder { $dir } already holds an office of its own. Choose a new folder for the commune's machine.
cli-node-no-address = Say where the centre answers: --province https://CENTRE:PORT
cli-node-type-token = Type the invitation's token, then Enter:
cli-node-no-token = A token is needed: --token TOKEN, or a line on the standard input. The centre makes one with: motcua node invite
cli-node-not-enrolled = This machine was not enrolled: { $why }
cli-enroll-token = The token can’t be read. Copy the whole line, from mc1 on, with every character.
cli-enroll-stranger = Who answers isn’t the centre that made this token. Look at the address of --province, and copy the token once more.
cli-enroll-bad-token = This token can’t be used: it is wrong, used, out of date or withdrawn. Ask the centre for a new invitation.
cli-enroll-certificate = This machine doesn’t trust the centre’s certificate. Add --ca FILE with the certificate of whoever signed it, and give --province a name that stands in the certificate.
cli-enroll-no-centre = Something answers at this address that isn’t the centre of a province. Look at --province; an office is a centre once it has invited a machine.
cli-node-away = The centre can’t be reached. See that it runs and that the address is right, then run this command again. ({ $why })
cli-node-enrolled = This machine belongs to { $province } now, and is the home of: { $units }
cli-node-goes-on = This machine was enrolled before: it goes on fetching, and no token is used. To come in by a new invitation: motcua node begin-anew
cli-node-fetching = Fetching
cli-node-fetched = { $count } entries and files were carried. Everything is level.
cli-node-refused = The centre refuses this machine: { $why }
cli-node-level = Run it with: motcua serve --role commune --dir { $dir }

cli-node-anew-explain = This machine in { $dir } would begin anew: its folder is put aside as { $aside }, whole, and a new one is fetched from the centre. What only this machine has is told to the centre before, where it waits for a person (motcua node strays); nothing of it is deleted. You need a new invitation: motcua node invite --replace, at the centre. To do it, add --yes.
cli-node-anew-untold = The centre could not be told what only this machine has: { $why }. It stays in the folder that is put aside.
cli-node-anew-told = What only this machine has lies at the centre and waits for a person: motcua node strays, at the centre. Attached files went along.
cli-node-anew-done = The machine in { $dir } began anew. The folder from before lies in { $aside }: keep it until nothing waits under “motcua node strays”. Run it with: motcua serve --role commune --dir { $dir }
cli-node-anew-server = A database on a server isn't put aside by this program. Make a new database and enrol it: motcua node enroll

cli-node-no-faults = Nothing of a node was refused.
cli-node-fault-times = { $times } times, from { $first } to { $last }
cli-node-no-stray = No entry waits under the key “{ $key }”.
cli-node-strays = { $count } entries wait for a person. Settle them on the page /manage/nodes; see one whole with: motcua node strays --show KEY

cli-node-lone = This office is alone: no other node is known. A centre begins with: motcua node invite; a commune's machine with: motcua node enroll
cli-node-is-centre = This is the centre of { $province }.
cli-node-is-box = This is a commune's own machine; its centre answers at { $address }
cli-node-is-level = Everything is level.
cli-node-nothing-waits = Nothing waits to be sent.
cli-node-no-ledgers = No unit lives on this machine. If enrolling stopped half-way, run motcua node enroll again. If another machine replaced it, or the centre took its units back, switch it off; people work at the new place.
cli-node-is-behind = { $entries } entries and { $files } files wait to be sent, the oldest since { $oldest }.
cli-node-files-unsent = { $files } files wait to be sent.
cli-node-files-behind = { $files } files are still to be fetched.
cli-node-is-cut = The line is cut since { $since }. Work goes on as usual; what waits is sent as soon as the line is back.
cli-node-is-refused = The centre refuses this machine: { $why }
cli-node-is-full = The centre's disk is full: the line is up, and nothing is lost. Tell the province's administrator; what waits is sent as soon as there is room.
cli-node-contact = Last heard from the other side: { $at }
cli-node-never = Never heard from the other side.
cli-node-waiting = { $entries } entries lacking · { $files } files lacking · last heard { $at }
cli-node-faults-open = { $count } refusals wait to be looked at: motcua node faults

cli-receipt-keys = { $file } holds no published keys. Get them from the province's page /keys.json
cli-receipt-by = A signature of the province: dossier { $code }, signed by { $node }.
cli-receipt-by-revoked = Dossier { $code } carries a signature of { $node }, whose key was revoked later. Only the ledger says whether this receipt was given: ask the province.
