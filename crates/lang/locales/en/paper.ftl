# Printed papers: forms 01–05 of Circular 01/2018/TT-VPCP, with the fields of Circular 03/2025/TT-VPCP.

paper-moment = { $time } on { $date }

# Head
paper-state = SOCIALIST REPUBLIC OF VIET NAM
paper-motto = Independence – Freedom – Happiness
paper-number = No.:
paper-dated = { $place }, { $day }/{ $month }/{ $year }
paper-translation = Translation. The Vietnamese paper is the one with legal force.
paper-code = Dossier code:

# Who asks
paper-applicant = Applicant:
paper-personal-number = Personal identification number:
paper-tax-code = Tax code:
paper-address = Address:
paper-phone = Telephone:
paper-asks = What is asked for:
paper-reason = Reason:

# Signatures
paper-submitter = HANDED IN BY
paper-receiver = RECEIVED BY
paper-guide = GUIDANCE BY
paper-head-of-office = HEAD OF THE OFFICE
paper-sign-name = (signature and full name)
paper-sign-seal = (signature and seal)

# Form 01
paper-receipt = Receipt of dossier and appointment for the result
paper-pieces = Papers handed in:
paper-originals = { $count } { $count ->
        [one] original
       *[other] originals
    }
paper-copies = { $count } { $count ->
        [one] copy
       *[other] copies
    }
paper-sets = Number of sets:
paper-limit = Time allowed by law:
paper-received = Received at:
paper-due = Result ready at:
paper-why = Why then:
paper-fee = Fees and charges:
paper-no-fee = None
paper-result-at = Result to be collected at:
paper-decides = Decided by:
paper-book = Entered in the register of dossiers, book: ……… number: ………
paper-qr = QR code to follow the dossier and check this paper
paper-qr-hint = Scan to follow the dossier and check this paper

# Form 02
paper-supplement = Request to complete the dossier
paper-supplement-items = Please complete the dossier with the following:
paper-supplement-clock = The time allowed stops today and begins anew once the dossier is complete.
paper-supplement-until = To be completed by { $at }. After that the dossier is closed, and you may file a new one.
paper-help = If you need help to complete the dossier, please ask { $by }.
paper-help-phone = If you need help to complete the dossier, please ask { $by }, telephone { $phone }.

# Form 03
paper-refusal = Refusal to receive the dossier
paper-refusal-says = Having looked at the dossier, { $office } gives notice that it can't be received, for this reason:
paper-refusal-stopped = Refusal of the dossier
paper-refusal-stopped-says = Having examined the dossier, { $office } gives notice that it is refused, for this reason:
paper-refusal-end = This notice is given for your information and action.

# Form 04
paper-lapse = Notice that the dossier is closed
paper-lapse-says = At { $asked }, { $office } asked you to complete your dossier by { $until }. Nothing came, so it is closed under article 17 of Decree 118/2025/NĐ-CP.
paper-lapse-again = You may file a new dossier at any time.
paper-apology = Apology and new appointment for the result
paper-apology-received = At { $at }, { $office } received your dossier for the procedure “{ $procedure }”.
paper-apology-before = The result was promised for:
paper-apology-late = Your dossier can't be settled within the time written on the receipt.
paper-apology-says = { $office } apologises to you and will give the result at { $due }.
paper-apology-end = We know that this delay makes difficulties for you, and ask for your understanding.

# Form 05
paper-control = Control sheet of the dossier's processing
paper-control-office = Office in charge:
paper-control-procedure = Procedure:
paper-control-standing = On the whole:
paper-control-row = No.
paper-control-giver = From
paper-control-receiver = To
paper-control-at = Handed over at
paper-control-result = Result
paper-control-note = Note
paper-control-early = Early
paper-control-in-time = On time
paper-control-late = Late
paper-control-made = Made by the system from the dossier's history. Each step's result compares with the working hours set for that step.
paper-standing-no-promise = No date promised yet
paper-standing-running = In progress, within the time
paper-standing-overdue = In progress, overdue
paper-standing-on-time = Settled on time
paper-standing-late = Settled late
paper-note-supplement = Completion asked for: { $reason }
paper-note-paid = Paid, reference: { $reference }
paper-note-payment = Payment of { $amount } asked for
paper-note-refused = Refused: { $reason }
paper-note-withdrawn = Withdrawn by the applicant: { $reason }
paper-note-lapsed = Closed: nothing came in time
paper-note-recounted = Due date counted anew: { $reason }
paper-note-approved = Result signed
paper-note-delivered = Result handed over
paper-note-taken-over = Taken over from the unit before; the promised date stays
paper-note-recalled = Called back on its way

# Pages, prints
paper-page = Page
paper-draft = Draft
paper-piece-name = Document
paper-piece-originals = Originals
paper-piece-copies = Copies

# Form 06
paper-book-title = Register of dossiers
paper-book-span = From { $from } to { $to }
paper-book-row = No.
paper-book-code = Dossier code
paper-book-procedure = Procedure
paper-book-applicant = Person or organisation
paper-book-where = Address, telephone
paper-book-lead = Authority in charge
paper-book-received = Received
paper-book-due = Promised
paper-book-returned = Returned
paper-book-way = How the result is given
paper-book-signed = Signed for
paper-book-total = Total: { $count } dossiers.
paper-book-keeper = KEPT BY
