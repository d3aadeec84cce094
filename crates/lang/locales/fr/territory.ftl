# Units that change
nav-territory = Territoire
territory-title = Dossiers en attente d’une unité
territory-lead = { $count ->
    [one] Un dossier d’une unité divisée n’a pas encore d’unité. Son échéance court toujours.
   *[other] { $count } dossiers d’unités divisées n’ont pas encore d’unité. Leurs échéances courent toujours.
 }
territory-old-unit = Ancienne unité
territory-all = Toutes les anciennes unités
territory-candidates = Peut aller à
territory-choose = Choisir l’unité pour les dossiers cochés
territory-shown = Les { $shown } plus urgents sur { $all }
territory-empty = Aucun dossier n’attend de décision.
territory-empty-next = Quand une unité est divisée et qu’aucune règle ne dit où va un dossier, il se trouve ici.
territory-ask = { $count ->
    [one] Quelle unité reprend ce dossier ?
   *[other] Quelle unité reprend ces { $count } dossiers ?
 }
territory-to = Unité qui reprend
territory-act = Document
territory-act-hint = Numéro et sigle, par exemple 15/QĐ-UBND
territory-reason = Pourquoi cette unité
territory-unchanged = Codes, échéances et étapes faites restent. Les demandeurs sont informés de la nouvelle unité.
territory-do = { $count ->
    [one] Remettre le dossier
   *[other] Remettre { $count } dossiers
 }
territory-none-common = Aucune unité ne succède aux anciennes unités de tous les dossiers choisis. Choisissez une ancienne unité à la fois.
territory-said = { $count ->
    [one] Un dossier a été remis à { $unit }.
   *[other] { $count } dossiers ont été remis à { $unit }.
 }

reorganise-elsewhere = { $count ->
    [one] Une unité transmet encore d’elle-même, dès que sa machine se connecte.
   *[other] { $count } unités transmettent encore d’elles-mêmes, dès que leur machine se connecte.
}
