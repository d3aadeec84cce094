# What the program says on the command line, and the notices that go out.

cli-in-use = The folder { $dir } is in use by another Motcua program. Stop that program (Ctrl-C), then run this command again.
cli-no-office = The folder { $dir } holds no Motcua office. Make one with: motcua init --dir { $dir } --province CODE A commune’s own machine joins its province with: motcua node enroll --dir { $dir } --province https://CENTRE:PORT
cli-no-office-server = The database { $db } holds no Motcua office. Make one with: motcua init --db URL --dir DIR --province CODE
cli-due-received = “{ $value }” isn't a moment. Write it in Viet Nam's time, like 2025-04-25T10:00.
cli-due-limit = “{ $value }” isn't a time limit. Write 8h, 1wd, 30d, 2m or same-day.
cli-due-via = “{ $value }” isn't a channel. Write counter, online or post.
cli-due-unit = No unit has the code “{ $value }” on that day.
cli-due-header = The first line of the file must name the two columns start,working_days.
cli-due-line = Line { $line } is left out: { $what }
cli-due-start = “{ $value }” isn't a day. Write it like 2025-04-25.
cli-due-days = “{ $value }” isn't a number of working days from 0 to 10000.
cli-due-beyond = a limit from { $value } ends beyond the calendar's last year.
cli-search-header = The file must have a column named query.
cli-search-none = Nothing in the catalogue fits these words. Try others, or fewer.
cli-no-province = No province carries the code { $code } today. Codes have two digits: 38 is Thanh Hóa.
cli-port-taken = The address { $listen } is in use by another program. Stop that program, or choose another port: --listen 127.0.0.1:8081
cli-db-scheme = There is no kind of database called “{ $scheme }”. Use sqlite://PATH, the path of the folder, or postgres://USER:PASSWORD@HOST/NAME.
cli-db-none = Say where the office is: --dir DIR, or --dir DIR --db postgres://….
cli-db-unverified = An encrypted line needs to know whose certificate is right: say --db-ca FILE (the PEM file of whoever signed the server’s), or sslmode=disable inside a network that you trust.
cli-db-dir = With a database on a server, also say --dir DIR: where attachments and the signing key lie.
cli-db-elsewhere = With SQLite the database lies in the folder of --dir. Say --dir or --db, not two different places.
cli-serving = Motcua is running at { $url }
cli-stopped = Stopped. Everything that was answered is kept.
cli-stop-how = Stop it with Ctrl-C.

cli-verifying = Checking
cli-rebuilding = Rebuilding
cli-publishing = Publishing
cli-count-ledgers = ledgers
cli-count-entries = entries
cli-count-erased = entries erased by law
cli-count-dossiers = dossiers
cli-count-tallies = counts
cli-count-accounts = accounts
cli-count-procedures = revisions of procedures
cli-count-records = records
cli-count-moved = hand-overs of dossiers between units
cli-count-in-transit = dossiers handed over and not yet taken over
cli-count-children = dossiers that others asked for
cli-count-children-asked = of these asked for, not taken in yet
cli-count-children-untold = of these ended, not told to who asked
cli-count-notices = notices
cli-count-blobs = files
cli-verify-no-files = Files were not checked: that needs --dir DIR.
cli-verify-clean = Everything agrees.
cli-verify-differs = { $count } differences.
cli-rebuilt = Everything that follows from the ledgers is rebuilt.
cli-rebuilt-differs = Rebuilt, but { $count } entries of the ledgers are not valid.

cli-init-taken = The folder { $dir } already holds an office. Choose a new folder.
cli-init-published = { $unit }: { $count } procedures are published.
cli-init-done = The office is ready in { $dir }. Run it with: motcua serve --dir { $dir }
cli-init-done-server = The office is ready in { $db }. Run it with: motcua serve --dir { $dir } --db URL
cli-init-account = First administrator: { $login }, password: { $password } (shown only once; change it after signing in).

cli-import-kind = { $file }: a .jsonl, .jsonl.gz or .csv file is needed.
cli-import-empty = { $file }: not one row could be imported.
cli-import-finding = line { $line }: { $code }: { $what } ({ $value })
cli-import-done = Read { $rows } rows: { $changed } procedures new or changed, { $unchanged } unchanged, { $skipped } rows left out.

cli-receipt-unreadable = The QR code can't be read: c=…&h=…&s=… is needed.
cli-receipt-genuine = A genuine receipt: dossier { $code }, { $at }, signed by { $node }.
cli-receipt-signed = The signature is that of { $node }, dossier { $code }; but that entry is not (or not yet) in the ledgers here.
cli-receipt-revoked = Signed with the key of { $node }, which was revoked at { $at }; the entry of dossier { $code } is not in the ledgers here. The signature alone proves nothing.
cli-receipt-false = This receipt was NOT given by this office: { $code }.

cli-demo-begin = Making a demonstration in { $dir }: its people and dossiers are invented.
cli-demo-people = Accounts
cli-demo-dossiers = Dossiers
cli-demo-unfinished = The demonstration in { $dir } was interrupted while it was made; it is being made anew.
cli-demo-unfinished-server = The demonstration in { $db } was interrupted while it was made. Drop that database and the folder, create an empty database, then run this command again.
cli-demo-real = The folder { $dir } is a real office, not a demonstration. Use: motcua serve --dir { $dir }, or choose another folder with --dir.
cli-demo-foreign = There are other files in { $dir }. Choose a new or empty folder with --dir.
cli-demo-no-accounts = There is no accounts.json in { $dir }. To get new accounts, delete the folder and run motcua demo again.
cli-demo-first = First thing to do: open the address above in a browser, sign in as { $login }, and receive a dossier. The accounts are in { $dir }/accounts.json too.

notice-accepted = Dossier { $code } has been received. The result is promised for { $due }.
notice-supplement = Dossier { $code } needs more documents. See which online under Track, or ask at the one-stop counter.
notice-taken-over = Dossier { $code } is now handled by { $unit }. You need not file anything again; the promised date stays.
notice-result-there = The result of dossier { $code } is now at { $unit }. Please collect it there.
notice-payment = For dossier { $code }, { $amount } must be paid. See how online under Track, or ask at the one-stop counter.
notice-extended = We apologise: the result of dossier { $code } is now promised for { $due }.
notice-refused = Dossier { $code } was not granted. The written reason is at the one-stop counter.
notice-lapsed = Dossier { $code } is closed, because the missing papers did not come in time. You may file a new one.
notice-recounted = Dossier { $code }: the due date was counted anew with the new days off and is now { $due }.
notice-reminder-escalated = Dossier { $code } has been overdue since { $due }. The leader should look into it.
notice-reminder-overdue = Dossier { $code } was due { $due }. Finish it now, and apologise.
notice-reminder-at-due = Dossier { $code } is due today: { $due }.
notice-reminder-before-due = Dossier { $code } is due soon: { $due }.
notice-reminder-unanswered = The online dossier { $code } has no answer yet; it is to be answered by { $due }.
notice-reminder-lapsing = Dossier { $code } waits for papers and its time ends { $due }. Remind the person.
notice-reminder-warned = Dossier { $code } lacks papers. Please bring them before { $due }; after that it is closed.
notice-ready = The result of dossier { $code } is ready at the one-stop counter.
notice-renewal = The certificate { $code } issued by { $unit } holds until { $due }. Please have it renewed before.
