# Connexion par le fournisseur d'identité, second facteur

problem-sign-in-away = Le système d'identité est injoignable pour l'instant. Ce que vous avez saisi est conservé ; réessayez dans quelques minutes. Le suivi, la lecture des procédures et les avis ne demandent pas de connexion.
problem-sign-in-slow = Le système d'identité tarde à répondre. Ce que vous avez saisi est conservé ; réessayez dans quelques minutes, ou venez au guichet unique.
problem-sign-in-refused = Le système d'identité n'a pas confirmé cette connexion. Si vous l'avez annulée, reconnectez-vous quand vous serez prêt.
problem-sign-in-forged = Cette connexion n'est pas valable et a été refusée. Reconnectez-vous depuis cette page.
problem-sign-in-again = Cette connexion a pris trop de temps ou a déjà servi. Reconnectez-vous.
problem-sign-in-level = Cette procédure demande un compte d'identité de niveau 2. Faites relever le niveau auprès de la police, ou déposez le dossier au guichet unique.

problem-second-half = Choisissez les rôles et le premier jour, ou laissez les deux vides.
problem-second-grace = Le délai de mise en place va de 0 à 90 jours.

problem-passkey-again = La confirmation a pris trop de temps. Recommencez.
problem-passkey-unverified = L'appareil n'a pas vérifié qui est là (empreinte, visage ou code). Activez son verrouillage d'écran et réessayez.
problem-passkey-copied = Cette clé semble copiée et ne peut plus servir. Prévenez l'administrateur de votre unité et connectez-vous avec un code.
problem-passkey-enough = Cette clé est déjà enregistrée, ou vous avez 10 clés.
problem-passkey-wrong = Cette clé n'ouvre pas le compte. Essayez-en une autre, ou utilisez un code.
