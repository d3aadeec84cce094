# Signing in through the identity provider, second factor

problem-sign-in-away = The identity system can't be reached now. What you have filled in is kept; try again in a few minutes. Tracking, reading about procedures and sending feedback need no sign-in.
problem-sign-in-slow = The identity system takes too long to answer. What you have filled in is kept; try again in a few minutes, or come to the one-stop counter for help.
problem-sign-in-refused = The identity system did not confirm this sign-in. If you cancelled it, sign in again when you are ready.
problem-sign-in-forged = This sign-in is not valid and was refused. Sign in again from this page.
problem-sign-in-again = This sign-in took too long or was used already. Sign in again.
problem-sign-in-level = This procedure needs an identity account of level 2. Have your account raised by the police, or hand the dossier in at the one-stop counter.

problem-second-half = Choose both the roles and the first day, or leave both empty.
problem-second-grace = The time to set it up is from 0 to 90 days.

problem-passkey-again = Confirming took too long. Do it again.
problem-passkey-unverified = The device did not make sure who is there (fingerprint, face or PIN). Turn on its screen lock and try again.
problem-passkey-copied = This key looks copied and can't be used. Tell your unit's administrator, and sign in with a code.
problem-passkey-enough = This key is registered already, or you have 10 keys.
problem-passkey-wrong = This key does not open the account. Try another one, or use a code.
