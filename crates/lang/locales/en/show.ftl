# Words that every page about dossiers shares

show-today = { $time } today
show-tomorrow = { $time } tomorrow
show-yesterday = { $time } yesterday
show-promised = promised for { $at }
show-promised-later = due day set anew when it goes on
show-done = Finished at { $at }
by-system = The system
by-elsewhere = An officer of another unit
show-end = The end

stage-submitted = Waiting to be accepted
stage-received = Just received
stage-processing = Being processed
stage-awaiting-documents = Waiting for documents
stage-awaiting-payment = Waiting for payment
stage-awaiting-answers = Waiting for other units
stage-declined = Not accepted
stage-stopped = Refused
stage-lapsed = Closed: nothing came
stage-withdrawn = Withdrawn by the applicant
stage-resolved = Result ready, to be collected
stage-delivered = Result handed over

event-submitted = Submitted online
event-received = Received
event-accepted = Online submission accepted
event-moved = Moved to another step
event-supplement-asked = Asked for what is missing
event-payment-asked = Asked for a payment
event-resumed = Processing goes on
event-refused = Refused
event-extended = Apology and a new date
event-approved = Result approved and signed
event-delivered = Result handed over
event-lapsed = Closed, as the missing papers did not come in time
event-recounted = Due date counted anew
event-entered = Filled in and entered
event-revised = Goes on under a new version
event-opened = Others were asked, or further dossiers begun
event-child-ended = A dossier that was begun from here has ended
event-withdrawn = Withdrawn
event-corrected = Record corrected
event-handed-over = Handed over to another unit
event-payment-told = The applicant said that it is paid
event-recalled = Called back on its way
event-taken-over = Taken over from the unit before
event-assigned = Taken on

part-reception = Reception
part-examination = Examination
part-decision = Signature
part-delivery = Return of the result
