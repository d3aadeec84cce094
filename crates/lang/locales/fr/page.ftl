# The page itself and the components it is made of.

page-due-late = En retard
page-due-soon = Bientôt dû
page-due-in-time = Dans les délais
page-due-paused = Délai suspendu
page-due-done = À temps
page-due-done-late = Terminé en retard
page-steps = Étapes
page-step-done = terminé
page-step-current = en cours
page-step-next = à venir
page-step-skipped = non requis
page-error = Erreur :
page-date-hint = Jour/mois/année, par exemple 15/08/2025
page-digits-good = { $count } chiffres, complet
page-digits-bad = Exactement { $count } chiffres, rien d’autre
page-originals = Originaux
page-copies = Copies
page-document-file = Image ou fichier : { $title }
page-problems =
    { $count ->
        [one] { $count } point à corriger
       *[other] { $count } points à corriger
    }
page-notice-info = Information
page-notice-success = C’est fait
page-notice-warning = Attention
page-notice-error = Échec
page-takes = Délai
page-costs = Coût
page-guide = Guide de cette étape
page-guide-checklist = À vérifier
page-guide-manual = Comment faire
page-guide-example = Exemple
page-guide-mistakes = Erreurs fréquentes
page-pick = Choisir { $name }
page-pick-all = Tout choisir
page-bulk = Avec les dossiers choisis :
page-paging = Autres pages
page-previous = Précédent
page-next = Suivant
page-chart-numbers = Voir les chiffres
page-goal = objectif { $percent } %
page-navigation = Rubriques
page-breadcrumbs = Vous êtes ici
page-keys = J K parcourir · ↵ ouvrir · X choisir · / chercher
page-foot = Vos dossiers sont protégés par la loi.
page-foot-links = Autres pages

strip-received = Jour de réception
strip-counted = Compté
strip-unlike = Compté, inhabituel
strip-passed = Non compté
strip-title = Du { $from } au { $to }, { $count } comptés
why-total = Compté en tout
