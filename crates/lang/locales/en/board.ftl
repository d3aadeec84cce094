# The board

board-period = From { $from } to { $to }.
board-cutoff = Figures up to { $at }.
board-new = { $count ->
    [one] { $count } new dossier
   *[other] { $count } new dossiers
}
board-late = { $count } late
board-due-today = { $count } due today
board-periods = Period
board-last-days = Last { $count } days
board-this-month = This month
board-last-month = Last month
board-from = From
board-to = To
board-unit = Unit
board-all-units = Whole province
board-received-by-day = Received by day
board-resolved-by-day = Resolved by day
board-in-period = { $count } dossiers in this period.
board-open-now = Open dossiers
board-on-time = On time
board-by-procedure = By procedure
board-most-received = Most asked for
board-by-day = By day
board-by-unit = By unit
board-day = Day
board-procedure = Procedure
board-received = Received
board-resolved = Resolved
board-resolved-on-time = On time
board-resolved-late = Late
board-overdue = Overdue now
board-nothing = No dossiers in this period
board-nothing-next = Choose another period.
board-book = Print the register of dossiers (PDF)
