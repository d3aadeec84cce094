# Who may act for whom, and since when.

person-for = { $name } (for { $principal })

# --- A substitute can't be named so ---
problem-delegation-not-yours = Only the absent person or a leader of the unit names a substitute. A substitute names no other.
problem-delegation-substitute = Choose a colleague of the same unit whose account is open; nobody stands in for oneself.
problem-delegation-roles = Choose at least one role for the substitute.
problem-delegation-not-lendable = Only reception, specialist and leader are lent; administration and the province's watch go with the post.
problem-delegation-not-held = The person does not hold this role during all of that time. Choose another role or other days.
problem-delegation-held-anyway = The substitute holds this role already; nothing needs to be given.
problem-delegation-administrator-signs = Who administers accounts may not sign for the leader. Choose somebody else.
problem-delegation-past = It begins today or later: what was done before is not allowed afterwards.
problem-delegation-ends = The last day is not before the first one, and within a year.
problem-delegation-reason = Say why the person is away.
problem-delegation-act = Signing for a leader needs a paper: give its number and day (Decree 30/2020/NĐ-CP, article 13, paragraph 3).
problem-delegation-overlap = Somebody holds this role for the person during that time. Take that back first, or choose other days.

# --- Whose turn it is ---
refusal-assign-not-yours = Only a leader gives a dossier to somebody else. You may take it on yourself.
refusal-assignee-role = { $name } does not work at this step. Choose somebody else.
refusal-assigned-already = { $name } has this dossier already.
refusal-heir-missing = Nobody of those who take over works at the step "{ $step }". Add somebody who does.
desk-assignee = Taken on by
desk-act-person = Give to
desk-chip-taken = Taken by me
desk-chip-free = Not taken yet

# --- Assignments and handing over ---
problem-delegation-over = This substitution has ended.
problem-assignment-ends = The last day is not before the first one, and not in the past.
problem-assignment-act = Give the number and day of the decision.
problem-hand-over-to = Choose who takes over: at least one colleague whose account is open, other than who hands over.
problem-hand-over-nothing = This person has no dossier to hand over.
problem-hand-over-first = This person still has { $count } dossiers. Hand them over first, then close the account.
problem-hand-over-reason = Say why the work is handed over.

# --- Pages: substitutes, assignments, handing over ---
delegations = Substitutes
delegations-what = When you are on leave or travelling, a colleague acts for you for a time. Everything the substitute does says for whom. After the last day it ends by itself.
delegations-all = All substitutions
delegations-none = Nobody has been named yet.
delegation-give = Name the substitute
delegation-choose = Choose a colleague
delegation-principal = Stands in for
delegation-substitute = Substitute
delegation-from = From
delegation-to = To the end of
delegation-to-hint = After midnight of this day the substitute has no powers.
delegation-reason = Reason
delegation-act = Paper: number and day
delegation-act-hint = Needed to sign for a leader, for example 12/QĐ-UBND of 1 March 2026.
delegation-days = from { $from } to the end of { $to }
delegation-revoke = Take back
delegation-revoked = taken back by { $name }, { $at }
delegation-holds = in force
delegation-later = not yet
delegation-over = over
head-standing-in = { $roles } (for { $name } until { $to })
assignments = Assignments for a time
assignments-none = There is no assignment for a time.
assignment-new = Add an assignment for a time
assignment-give = Save the assignment
assignment-end = End it today
assignment-act = Decision: number and day
assignment-from = from { $from }
hand-over = Hand over
hand-over-button = Hand work over
hand-over-title = Hand over all open dossiers
hand-over-what = All dossiers that this person has taken on go to those you choose, spread evenly. Due dates stay as they are. Each dossier records it.
hand-over-empty = This person has no dossier in hand.
hand-over-work = Work in hand
hand-over-count = { $count ->
    [one] { $count } dossier in hand
   *[other] { $count } dossiers in hand
}
hand-over-step = { $step } { $count }
hand-over-to = Who takes over
hand-over-to-hint = Choose one or more. A dossier only goes to somebody who works at its step.
hand-over-reason = Reason
hand-over-close = Close the account afterwards
hand-over-close-hint = The person is signed out at once; substitutions of this person end.
hand-over-before = { $at }: { $name } handed { $count } dossiers to { $to }. Reason: { $reason }
said-delegated = The substitute is named.
said-delegation-revoked = Taken back; the substitute has no powers from now on.
said-handed-over = The work is handed over.
said-assigned = The assignment is saved.
said-assignment-ended = The assignment has ended.
