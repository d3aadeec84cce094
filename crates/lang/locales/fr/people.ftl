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
