# Who may act for whom, and since when.

person-for = { $name } (pour { $principal })

# --- A substitute can't be named so ---
problem-delegation-not-yours = Seuls la personne absente ou un dirigeant de l'unité désignent un remplaçant. Un remplaçant n'en désigne pas d'autre.
problem-delegation-substitute = Choisissez un collègue de la même unité dont le compte est ouvert ; nul ne se remplace soi-même.
problem-delegation-roles = Choisissez au moins un rôle pour le remplaçant.
problem-delegation-not-lendable = Seuls l'accueil, l'instruction et la direction se délèguent ; l'administration et le suivi provincial sont liés au poste.
problem-delegation-not-held = La personne n'a pas ce rôle pendant toute cette durée. Choisissez un autre rôle ou d'autres jours.
problem-delegation-held-anyway = Le remplaçant a déjà ce rôle ; il n'y a rien à donner.
problem-delegation-administrator-signs = Qui administre les comptes ne signe pas pour le dirigeant. Choisissez quelqu'un d'autre.
problem-delegation-past = Elle commence aujourd'hui ou plus tard : ce qui a été fait n'est pas autorisé après coup.
problem-delegation-ends = Le dernier jour ne précède pas le premier et vient dans l'année.
problem-delegation-reason = Dites pourquoi la personne est absente.
problem-delegation-act = Signer pour un dirigeant demande un écrit : donnez son numéro et sa date (décret 30/2020/NĐ-CP, article 13, paragraphe 3).
problem-delegation-overlap = Quelqu'un a déjà ce rôle pour la personne pendant cette période. Retirez-le d'abord ou choisissez d'autres jours.

# --- Whose turn it is ---
refusal-assign-not-yours = Seul un dirigeant confie un dossier à quelqu'un d'autre. Vous pouvez le prendre vous-même.
refusal-assignee-role = { $name } n'intervient pas à cette étape. Choisissez quelqu'un d'autre.
refusal-assigned-already = { $name } a déjà ce dossier.
refusal-heir-missing = Aucun des repreneurs n'intervient à l'étape « { $step } ». Ajoutez quelqu'un qui le fait.
desk-assignee = Pris en charge par
desk-act-person = Confier à
desk-chip-taken = Pris par moi
desk-chip-free = À prendre

# --- Assignments and handing over ---
problem-delegation-over = Ce remplacement est terminé.
problem-assignment-ends = Le dernier jour ne précède pas le premier et n'est pas passé.
problem-assignment-act = Donnez le numéro et la date de la décision.
problem-hand-over-to = Choisissez qui reprend : au moins un collègue dont le compte est ouvert, autre que la personne qui remet.
problem-hand-over-nothing = Cette personne n'a aucun dossier à remettre.
problem-hand-over-first = Cette personne a encore { $count } dossiers. Remettez-les d’abord, puis fermez le compte.
problem-hand-over-reason = Dites pourquoi le travail est remis.

# --- Pages: substitutes, assignments, handing over ---
delegations = Remplaçants
delegations-what = En congé ou en déplacement, un collègue agit pour vous pendant un temps. Tout ce que fait le remplaçant dit pour qui. Après le dernier jour, cela cesse de soi-même.
delegations-all = Tous les remplacements
delegations-none = Personne n'a encore été désigné.
delegation-give = Désigner le remplaçant
delegation-choose = Choisir un collègue
delegation-principal = Remplace
delegation-substitute = Remplaçant
delegation-from = Du
delegation-to = Jusqu'à la fin du
delegation-to-hint = Après minuit de ce jour, le remplaçant n'a plus de pouvoirs.
delegation-reason = Motif
delegation-act = Écrit : numéro et date
delegation-act-hint = Nécessaire pour signer au nom d’un dirigeant, par exemple 12/QĐ-UBND du 1er mars 2026.
delegation-days = du { $from } jusqu'à la fin du { $to }
delegation-revoke = Retirer
delegation-revoked = retiré par { $name }, { $at }
delegation-holds = en vigueur
delegation-later = pas encore
delegation-over = terminé
head-standing-in = { $roles } (pour { $name } jusqu'au { $to })
assignments = Affectations à durée limitée
assignments-none = Il n'y a pas d'affectation à durée limitée.
assignment-new = Ajouter une affectation à durée limitée
assignment-give = Enregistrer l'affectation
assignment-end = Y mettre fin aujourd'hui
assignment-act = Décision : numéro et date
assignment-from = dès le { $from }
hand-over = Remettre
hand-over-button = Remettre le travail
hand-over-title = Remettre tous les dossiers ouverts
hand-over-what = Tous les dossiers pris en charge par cette personne vont à ceux que vous choisissez, répartis également. Les échéances ne changent pas. Chaque dossier le consigne.
hand-over-empty = Cette personne n'a aucun dossier en main.
hand-over-work = Travail en main
hand-over-count = { $count ->
    [one] { $count } dossier en main
   *[other] { $count } dossiers en main
}
hand-over-step = { $step } { $count }
hand-over-to = Qui reprend
hand-over-to-hint = Choisissez une ou plusieurs personnes. Un dossier ne va qu'à qui intervient à son étape.
hand-over-reason = Motif
hand-over-close = Fermer ensuite le compte
hand-over-close-hint = La personne est déconnectée aussitôt ; ses remplacements prennent fin.
hand-over-before = { $at } : { $name } a remis { $count } dossiers à { $to }. Motif : { $reason }
said-delegated = Le remplaçant est désigné.
said-delegation-revoked = Retiré ; le remplaçant n'a plus de pouvoirs dès maintenant.
said-handed-over = Le travail est remis.
said-assigned = L'affectation est enregistrée.
said-assignment-ended = L'affectation a pris fin.
