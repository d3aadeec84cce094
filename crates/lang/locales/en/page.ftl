# The page itself and the components it is made of.

page-due-late = Overdue
page-due-soon = Due soon
page-due-in-time = In time
page-due-paused = Clock stopped
page-due-done = On time
page-due-done-late = Finished late
page-steps = Steps
page-step-done = done
page-step-current = now here
page-step-next = to come
page-step-skipped = not needed
page-error = Error:
page-date-hint = Day/month/year, for example 15/08/2025
page-digits-good = All { $count } digits
page-digits-bad = Exactly { $count } digits and nothing else
page-originals = Originals
page-copies = Copies
page-document-file = Picture or file: { $title }
page-problems =
    { $count ->
        [one] { $count } thing to correct
       *[other] { $count } things to correct
    }
page-notice-info = Information
page-notice-success = Done
page-notice-warning = Please note
page-notice-error = That didn’t work
page-takes = Takes
page-costs = Costs
page-guide = Guide to this step
page-guide-checklist = To check
page-guide-manual = How it is done
page-guide-example = Example
page-guide-mistakes = Usual mistakes
page-pick = Choose { $name }
page-pick-all = Choose all
page-bulk = With those chosen:
page-paging = Other pages
page-previous = Previous
page-next = Next
page-chart-numbers = Show the numbers
page-goal = goal { $percent }%
page-navigation = Sections
page-breadcrumbs = You are here
page-keys = J K move · ↵ open · X choose · / search
page-foot = Your dossiers are protected by law.
page-foot-links = Other pages

strip-received = Day received
strip-counted = Counted
strip-unlike = Counted, unlike usual
strip-passed = Not counted
strip-title = From { $from } to { $to }, { $count } counted
why-total = Counted in all
