# Le tableau de bord

board-period = Du { $from } au { $to }.
board-cutoff = Chiffres arrêtés au { $at }.
board-new = { $count ->
    [one] { $count } nouveau dossier
   *[other] { $count } nouveaux dossiers
}
board-late = { $count } en retard
board-due-today = { $count } à rendre aujourd'hui
board-periods = Période
board-last-days = { $count } derniers jours
board-this-month = Ce mois-ci
board-last-month = Le mois dernier
board-from = Du
board-to = Au
board-unit = Unité
board-all-units = Toute la province
board-received-by-day = Reçus par jour
board-resolved-by-day = Traités par jour
board-in-period = { $count } dossiers sur la période.
board-open-now = Dossiers en cours
board-on-time = Dans les délais
board-by-procedure = Par démarche
board-most-received = Les plus demandées
board-by-day = Par jour
board-by-unit = Par unité
board-day = Jour
board-procedure = Démarche
board-received = Reçus
board-resolved = Traités
board-resolved-on-time = Dans les délais
board-resolved-late = En retard
board-overdue = En retard à ce jour
board-nothing = Aucun dossier sur cette période
board-nothing-next = Choisissez une autre période.
board-book = Imprimer le registre des dossiers (PDF)
