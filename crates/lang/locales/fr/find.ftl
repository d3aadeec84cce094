# Un seul champ : suggestions, et réponses autres que les démarches.

find-suggestions = Suggestions
find-suggested = { $count ->
    [one] { $count } suggestion. Choisissez-la avec les flèches.
   *[other] { $count } suggestions. Choisissez avec les flèches.
}
find-meant = Vouliez-vous dire
find-others = Autres résultats
find-procedure = Démarche
find-guide = Guide pour les agents
find-rate = Taux dans les délais
find-page = Page d'information
find-record = Registre public
find-record-title = Inscription d'un registre public
find-record-valid = Cette inscription est valable.
find-record-expired = Cette inscription a expiré.
find-record-ended = Cette inscription a pris fin.
find-record-replaced = Une version plus récente de cette inscription existe.
find-record-none = Aucune inscription publique de ce genre. Cherchez de nouveau par nom ou par numéro.
find-record-limits = Cette page ne montre que ce qui est public pour tous.
