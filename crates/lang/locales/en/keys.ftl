# Keys for programs

manage-keys = Keys for programs
manage-keys-what = A program that carries a key works as this person: it receives dossiers, looks things up, reports. Whoever has the key has this person's rights: keep it as you keep a password.
manage-keys-none = No keys yet.
manage-key-fresh = A new key. Copy it now: it is not shown again.
manage-key-label = What the key is for
manage-key-hint = For example: accounting, tracking board.
manage-key-issue = Issue a key
manage-key-since = since { $at }
manage-key-revoked = Taken back { $at }
manage-key-revoke = Take back
manage-said-key-revoked = The key was taken back. The program that has it is turned away.

problem-key-label = Say what the key is for, in at most 80 characters.
problem-too-many-keys = This person has 10 keys in force already. Take some back.
