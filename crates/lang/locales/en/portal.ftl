# Everybody's pages: find a procedure, follow a dossier, on-time rates, check a receipt, help.

portal-home-title = Administrative procedures
portal-ask = What do you need to do?
portal-common = Often used:
portal-all-procedures = All { $count } procedures
portal-on-time-this-month = On time this month, whole province
portal-cutoff = Counted up to { $moment }
portal-each-unit = Each commune, ward and special zone
portal-how-counted = How it is counted

# Finding a procedure
portal-procedures = Procedures
portal-procedures-all = See all procedures
portal-procedures-lead = There are { $count } procedures. Type what you need, with or without Vietnamese accents, or choose a field.
portal-by-field = By field
portal-try-field = Or look by field
portal-field-found = { $count ->
    [one] { $count } procedure in this field
   *[other] { $count } procedures in this field
}
portal-found = { $count ->
    [one] { $count } procedure that fits “{ $question }” best
   *[other] { $count } procedures that fit “{ $question }” best
}
portal-none-found = No procedure found for “{ $question }”
portal-none-found-next = Try fewer words, or other ones, in Vietnamese: “khai sinh”, “giấy độc thân”, “sao y”.
portal-limit-unnamed = Not in the catalogue
portal-fee-unnamed = Ask at the counter
portal-fee-free = Nothing

# One procedure
portal-papers = Documents you need
portal-papers-none = The national catalogue names no document for this procedure. Ask the officer at the counter.
portal-papers-sometimes = Only in some cases
portal-paper-shown = to be shown
portal-terms = Time and fees
portal-terms-none = The catalogue names no time limit
portal-terms-none-next = Ask the officer at the counter.
portal-fees = Fees
portal-fees-note = “Ask at the counter” means that the national catalogue names no amount; many are set by the province. It doesn't mean free.
portal-limit-assumed = The national portal gives this time limit as a number without a unit. It is read as working days here; ask the officer when you hand in.
portal-cases = Cases
portal-case = Case
portal-where-who = Where to go, who decides
portal-where = Where to hand in
portal-where-any = At any one-stop counter in the province
portal-where-bound = At the counter of the commune or ward where you live or where the matter lies
portal-who-decides = Decided by
portal-tier-commune = Commune
portal-tier-province = Province
portal-tier-ministry = Ministry
portal-tier-other = Another body
portal-who-asks = Who may ask
portal-result = What you get
portal-basis = Legal basis
portal-decision = Published by decision
portal-ministry = Ministry
portal-legal = Legal texts
portal-receive-this = Receive this procedure

# Tracking
portal-track = Follow a dossier
portal-track-code = Dossier code
portal-track-hint = Printed on the receipt, for example H56.002-250815-0044
portal-track-only = The code alone shows how far the dossier is, not who applied or what is in it.
portal-track-missing = There is no dossier with the code “{ $code }”.
portal-track-missing-next = Compare every letter and figure with your receipt. If it still can't be found, ask where you handed it in.
portal-track-unit = Handled by
portal-track-received = Received
portal-track-due = Promised for
portal-track-finished = Finished
portal-track-why = Why it is promised for then
portal-means-submitted = The dossier was sent and waits for an officer to check it. Nothing is promised yet.
portal-means-processing = The dossier is being worked on. You have nothing to do.
portal-means-late = The promised time has passed and it is not finished. The office owes you an apology and a new date; you may ask the unit named below.
portal-means-awaiting-documents = Papers are missing. Hand in what the request for supplement lists; then the time begins anew.
portal-means-awaiting-payment = The dossier waits for your payment as notified. Once it is paid, the time runs on.
portal-means-awaiting-answers = The office waits for another unit's answer; the time stands still by law and runs on once it is there.
portal-means-refused = The dossier was refused. The reason is in the refusal slip sent to you.
portal-means-lapsed = The dossier is closed, because the missing papers did not come in time. You may file a new one.
portal-means-withdrawn = The dossier was withdrawn as the applicant asked.
portal-means-resolved = The result is ready. Bring your receipt to the place where you chose to collect it.
portal-means-delivered = The result was handed over.

# On-time rates
portal-month = Month { $month }
portal-choose-month = Choose a month
portal-choose-other-month = Choose another month.
portal-csv = Download the figures (CSV)
portal-rates-title = On-time rates, { $month }
portal-rates-sentence = { $received } received, { $resolved } resolved, of which { $late } late; { $overdue } overdue now.
portal-on-time-of = On time, { $unit }
portal-on-time-in = On time in { $month }
portal-rate-base = Resolved on time, divided by all resolved and all that are overdue.
portal-unit = Unit
portal-centre = { $unit } (the centre's counter)
portal-rate = On time
portal-received = Received
portal-resolved = Resolved
portal-on-time = In time
portal-late = Late
portal-overdue = Overdue now
portal-rates-name = Find a commune or ward by name
portal-rates-found = { $count ->
        [one] One unit
       *[other] { $count } units
    } with “{ $text }” in the name
portal-rates-none = No unit has “{ $text }” in its name
portal-rates-none-next = Try a part of the name, with or without accents.
portal-rates-units = By the units
portal-rates-units-own = as they were when the work was done
portal-rates-units-on = as on { $day }
portal-rates-counted = figures of { $units }
portal-rates-more = { $count } more
portal-rates-grouped = What merged or divided units did is told for the smallest group of units that holds it wholly; the sums don't change.
portal-rates-all = See all units
portal-no-units = The province has no units yet
portal-received-by-day = Dossiers received by day
portal-days-none = No dossiers in this month yet
portal-days-most = Most on { $day }: { $count }.
portal-by-procedure = By procedure
portal-procedure = Procedure
portal-finished-on-time = On time when resolved
portal-finished-note = “On time when resolved” counts resolved dossiers only; overdue ones count in the unit's rate above.

# Checking a receipt
portal-verify = Check a receipt
portal-verify-genuine = This receipt is genuine. Dossier { $code } was received at { $moment }; the receipt was signed by { $node }.
portal-verify-signed = The signature on this receipt is genuine: dossier { $code }, signed by { $node }, not yet synchronised here. Its progress can be followed once that machine has been in contact; if it is urgent, ask where it was handed in.
portal-verify-revoked = This receipt carries the signature of { $node }, whose key was revoked at { $moment }, and the record of dossier { $code } isn't here. The signature alone isn't enough: ask where it was handed in.
portal-verify-false = This receipt wasn't issued by the province's system, or its QR code was changed. Don't rely on it; ask the office named on it.
portal-verify-track = See the progress
portal-verify-is-genuine = Genuine
portal-verify-is-signed = Genuinely signed, not here yet
portal-verify-is-revoked = Not enough to go by
portal-verify-is-false = Not genuine
portal-verify-how = Scan the QR code on a receipt with your telephone. This page then says whether the receipt is genuine.
portal-verify-limits = The check only confirms that the dossier was received. Anything else on the paper must be compared with the office.

# Help
portal-help-people = For everybody
portal-help-find = Find a procedure, its documents, time and fees:
portal-help-track = See how far your dossier is, by the code on the receipt:
portal-help-verify = Check whether a receipt is genuine:
portal-help-rates = How on-time rates are counted
portal-help-rates-what = Every rate comes with its two numbers and the moment up to which it counts, so that anybody can check it.
portal-help-rates-formula = On-time rate = resolved on time ÷ (all resolved + overdue)
portal-help-rates-on-time = On time: decided, or refused in writing, no later than promised. It counts on the day it was finished.
portal-help-rates-overdue = Overdue: past the promised time and not finished at the moment shown. Leaving a late dossier open doesn't improve the rate.
portal-help-rates-open = Dossiers that are still in time count on neither side.
portal-help-rates-withdrawn = Dossiers that the applicant withdrew count on neither side.
portal-help-rates-pause = While papers or a payment are awaited from the applicant, a dossier isn't overdue.
portal-help-rates-cutoff = For a past month, only what fell overdue by its end and is still open counts. Rates are always rounded down.
portal-help-rates-typed = Nobody types figures: every number is added up from receiving and deciding dossiers.
portal-help-roles = Who does what
portal-help-reception = Receives dossiers at the counter, prints receipts, takes supplements, hands over results.
portal-help-specialist = Examines dossiers, asks once for what is missing, proposes refusal or signature.
portal-help-leader = Approves one or many dossiers, decides on a new date, reads the board.
portal-help-administrator = Opens and closes the unit's accounts, gives roles and new passwords.
portal-help-province = Sees the dossiers and figures of every commune of the province, to help.
portal-help-intermediary = Applies online for people, who confirm it with a code. Sees no other dossiers.
portal-help-keys = Keys
portal-help-enter = Next field at reception; open a dossier in a list
portal-help-ctrl-enter = Press the page's main button
portal-help-slash = Go to the search box
portal-help-jk = Down and up in the worklist
portal-help-x = Pick a dossier, to act on several at once

# Signing in
portal-sign-in-first = This page needs you to sign in, or your session has ended. Afterwards you come back to the same page.
portal-sign-in-help = Forgot the password? Your unit's administrator can give you a new one at once. Following a dossier needs no account.
