# Comptes des agents, et le sien.

manage-people-sentence = { $open } ouverts, { $closed } fermés
manage-all-units = Toutes les unités de la province
manage-name = Nom
manage-name-hint = Nom de famille d'abord, par exemple Lường Thị Mai
manage-title = Fonction
manage-title-hint = Comme sur la plaque, par exemple Agent d'état civil
manage-login-hint = Minuscules sans accent, chiffres, points, tirets ; par exemple mai.lt
manage-roles = Rôles
manage-state = État
manage-open = Ouvert
manage-closed = Fermé
manage-none = Personne ici
manage-none-next = Cette unité n'a pas de compte.
manage-none-found = Aucune personne trouvée
manage-none-found-next = Essayez une partie du nom, ou choisissez une autre unité.
manage-find = Nom ou identifiant
manage-shown = { $shown } personnes affichées sur { $count }. Choisissez une unité ou tapez un nom pour en trouver d’autres.
manage-open-account = Ouvrir un compte
manage-account = Compte
manage-save-roles = Enregistrer les rôles
manage-new-password = Donner un nouveau mot de passe
manage-close = Fermer le compte
manage-reopen = Rouvrir le compte
manage-stale = Quelqu'un d'autre vient de modifier ce compte. Voici les rôles actuels ; relisez, puis enregistrez.
manage-said-roles = Les rôles sont enregistrés.
manage-said-closed = Le compte est fermé. Cette personne ne peut plus se connecter.
manage-said-reopened = Le compte est de nouveau ouvert.
manage-said-password = Votre mot de passe est changé.

manage-close-ask = Fermer ce compte ?
manage-close-warning = Cette personne est déconnectée aussitôt et ne peut plus se connecter. Ses dossiers restent où ils sont ; d'autres du même rôle peuvent continuer. Le compte peut être rouvert.
manage-password-ask = Donner un nouveau mot de passe à cette personne ?
manage-password-warning = L'ancien mot de passe n'est plus valable et cette personne est déconnectée aussitôt.
manage-password-title = Nouveau mot de passe
manage-password-once = Le mot de passe n'est montré qu'une fois, sur cette page. Notez-le et remettez-le en main propre.
manage-password-next = Rappelez à la personne de le changer dès sa première connexion, sous Compte.
manage-password-noted = C'est noté

manage-own-wrong = Une erreur ? Dites-le à l'administrateur de votre unité.
manage-password-old = Mot de passe actuel
manage-password-new = Nouveau mot de passe
manage-password-hint = Au moins 10 caractères ; une courte phrase facile à retenir est le mieux.
manage-password-again = Nouveau mot de passe, encore une fois
manage-password-change = Changer le mot de passe
problem-title-missing = Écrivez la fonction.
problem-password-again = Les deux nouveaux mots de passe ne sont pas identiques.
