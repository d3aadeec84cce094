# Officers' accounts, and the own one.

manage-people-sentence = { $open } open, { $closed } closed
manage-all-units = All units of the province
manage-name = Name
manage-name-hint = Family name first, for example Lường Thị Mai
manage-title = Position
manage-title-hint = As on the door plate, for example Civil status officer
manage-login-hint = Lower case letters without accents, figures, dots, hyphens; for example mai.lt
manage-roles = Roles
manage-state = State
manage-open = Open
manage-closed = Closed
manage-none = Nobody here yet
manage-none-next = This unit has no accounts.
manage-none-found = Nobody found
manage-none-found-next = Try a part of the name, or choose another unit.
manage-find = Name or sign-in name
manage-shown = Showing { $shown } of { $count } people. Choose a unit or type a name to find others.
manage-open-account = Open an account
manage-account = Account
manage-save-roles = Save roles
manage-new-password = Give a new password
manage-close = Close the account
manage-reopen = Reopen the account
manage-stale = Somebody else has just changed this account. These are the roles as they are now; look again, then save.
manage-said-roles = The roles are saved.
manage-said-closed = The account is closed. This person can't sign in any more.
manage-said-reopened = The account is open again.
manage-said-password = Your password is changed.

manage-close-ask = Close this account?
manage-close-warning = This person is signed out at once and can't sign in again. Their dossiers stay where they are; others with the same role can go on. It can be reopened later.
manage-password-ask = Give this person a new password?
manage-password-warning = The old password ends and this person is signed out at once.
manage-password-title = New password
manage-password-once = The password is shown once, on this page only. Write it down and hand it over in person.
manage-password-next = Remind the person to change it right after signing in, under Account.
manage-password-noted = Written down

manage-own-wrong = Something wrong here? Tell your unit's administrator.
manage-password-old = Current password
manage-password-new = New password
manage-password-hint = At least 10 characters; a short sentence that you remember is best.
manage-password-again = New password again
manage-password-change = Change password
problem-title-missing = Write the position.
problem-password-again = The two new passwords aren't the same.
