# Legal time: the due date and why it is that one.

# The limit of a procedure
limit-same-day = Same day
limit-working-hours = { $amount } { $amount ->
        [one] working hour
       *[other] working hours
    }
limit-working-days = { $amount } { $amount ->
        [one] working day
       *[other] working days
    }
limit-calendar-days = { $amount } { $amount ->
        [one] day
       *[other] days
    }
limit-months = { $amount } { $amount ->
        [one] month
       *[other] months
    }

# What is left
left-days = { $amount } { $amount ->
        [one] working day
       *[other] working days
    } left
left-hours = { $amount } { $amount ->
        [one] working hour
       *[other] working hours
    } left
left-minutes = { $amount } { $amount ->
        [one] minute
       *[other] minutes
    } left
due-today = Due today, { $amount } { $amount ->
        [one] working hour
       *[other] working hours
    } left
late-now = Just overdue
late-hours = { $amount } { $amount ->
        [one] working hour
       *[other] working hours
    } overdue
late-days = { $amount } { $amount ->
        [one] working day
       *[other] working days
    } overdue

# Why it is due then: from when (from), until when (to), how much (amount)
ground-received-outside-hours = Your file arrived at { $from }, outside office hours. Time counts from { $to }.
ground-after-same-day-cutoff = Your file arrived at { $from }, after { $amount }, so the result is given on the next working day.
ground-last-hour-before-closing = Your file arrived at { $from }, in the last { $amount } before closing. Time counts from { $to }.
ground-online-after-hours = Your file was sent online at { $from }, after { $amount }. Time counts from { $to }.
ground-first-day-not-counted = The day your file was received ({ $from }) isn't counted.
ground-holiday-skipped = Public holidays aren't counted: { $amount }, from { $from } to { $to }.
ground-compensation-skipped = Days off in place of a holiday that fell on a weekend aren't counted: { $amount }, from { $from } to { $to }.
ground-swap-off-skipped = Swapped days off aren't counted: { $amount }, from { $from } to { $to }; they are worked on another day.
ground-weekend-skipped = Saturdays and Sundays aren't counted: { $amount } between { $from } and { $to }.
ground-closed-day-skipped = Days when the office doesn't open aren't counted: { $amount }, from { $from } to { $to }.
ground-closed-locally = Days when this office stays closed aren't counted: { $amount }, from { $from } to { $to } ({ $note }).
ground-extra-day-counted = A day on which this office opens in addition is counted: { $from } ({ $note }).
ground-other-sessions-locally = On { $from } this office keeps other hours than usual ({ $note }).
ground-make-up-day-counted = A make-up working day is counted: { $from }.
ground-ends-on-day-off = The last day is a day off, so the limit ends on the next working day: { $to }.
ground-limit-working-days = The time limit is { $amount } and ends at { $to }.
ground-limit-hours = The time limit is { $amount }, from { $from } to { $to }.
ground-limit-same-day = This procedure gives its result the same day, at latest at { $to }.
ground-limit-calendar-days = The time limit is { $amount }, days off included, and ends at { $to }.
ground-limit-months = The time limit is { $amount } and ends at { $to }.
ground-restarted-after-supplement = Your file was complete at { $from }. The time limit starts again from the beginning.
ground-pause-subtracted = Time spent waiting for papers or payment isn't counted, from { $from } to { $to }.
ground-later-promise-kept = Counted from the beginning it would be { $from }; the date promised before, { $to }, is later and stays.
ground-recounted-by-decision = The date was counted anew with the new days off, as the leader decided at { $from }: { $to }.
ground-extended-once = The due date was put off once, with an apology: from { $from } to { $to }.
ground-calendar-not-yet-published = Public holidays from { $from } on aren't officially announced yet. The due date may change when they are.
ground-calendar-version = Counted by the calendar that the province published, version { $amount }.

# How many working hours counted
counted-hours = { $hours } h
counted-hours-minutes = { $hours } h { $minutes } min

# What it rests on
article-decree-118 = Decree 118/2025/NĐ-CP
article-decree-118-17 = Decree 118/2025/NĐ-CP, article 17
article-decree-118-18 = Decree 118/2025/NĐ-CP, article 18
article-civil-code-147 = Civil Code 2015, article 147
article-civil-code-148 = Civil Code 2015, article 148
article-labour-code-111 = Labour Code 2019, article 111
article-labour-code-112 = Labour Code 2019, article 112
article-decision-766 = Decision 766/QĐ-TTg of 2022
article-yearly-swap-notice = The yearly announcement of swapped working days
article-office-hours = The published hours of the reception office
article-closure-notice = The reception office's notice of closure or opening
article-published-calendar = The calendar published by the province
article-procedure-limit = The published time limit of the procedure
