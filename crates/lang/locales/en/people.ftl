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
desk-chip-free = Taken by nobody
