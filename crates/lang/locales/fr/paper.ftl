# Papiers imprimés : modèles 01 à 05 de la circulaire 01/2018/TT-VPCP, champs de la circulaire 03/2025/TT-VPCP.

paper-moment = { $date } à { $time }

# En-tête
paper-state = RÉPUBLIQUE SOCIALISTE DU VIÊT NAM
paper-motto = Indépendance – Liberté – Bonheur
paper-number = N° :
paper-dated = { $place }, le { $day }/{ $month }/{ $year }
paper-translation = Traduction. Seul le document en vietnamien fait foi.
paper-code = Code du dossier :

# Qui demande
paper-applicant = Demandeur :
paper-personal-number = Numéro d’identification personnelle :
paper-tax-code = Code fiscal :
paper-address = Adresse :
paper-phone = Téléphone :
paper-asks = Objet de la demande :
paper-reason = Motif :

# Signatures
paper-submitter = LE DÉPOSANT
paper-receiver = L’AGENT D’ACCUEIL
paper-guide = L’AGENT QUI VOUS GUIDE
paper-head-of-office = LE CHEF DE SERVICE
paper-sign-name = (signature et nom complet)
paper-sign-seal = (signature et cachet)

# Modèle 01
paper-receipt = Récépissé de dossier et rendez-vous pour le résultat
paper-pieces = Pièces déposées :
paper-originals = { $count } { $count ->
        [one] original
       *[other] originaux
    }
paper-copies = { $count } { $count ->
        [one] copie
       *[other] copies
    }
paper-sets = Nombre de jeux :
paper-limit = Délai légal :
paper-received = Reçu le :
paper-due = Résultat remis le :
paper-why = Pourquoi cette échéance :
paper-fee = Frais et droits :
paper-no-fee = Aucun
paper-result-at = Résultat à retirer :
paper-decides = Décision par :
paper-book = Inscrit au registre des dossiers, volume : ……… numéro : ………
paper-qr = Code QR pour suivre le dossier et vérifier ce papier
paper-qr-hint = À scanner pour suivre le dossier et vérifier ce papier

# Modèle 02
paper-supplement = Demande de complément de dossier
paper-supplement-items = Veuillez compléter le dossier avec ce qui suit :
paper-supplement-clock = Le délai s’arrête aujourd’hui et recommence depuis le début quand le dossier est complet.
paper-supplement-until = À compléter avant { $at }. Passé ce délai, le dossier est clos et vous pouvez en déposer un nouveau.
paper-help = Pour toute difficulté à compléter le dossier, adressez-vous à { $by }.
paper-help-phone = Pour toute difficulté à compléter le dossier, adressez-vous à { $by }, téléphone { $phone }.

# Modèle 03
paper-refusal = Refus de recevoir le dossier
paper-refusal-says = Après examen, { $office } vous informe que ce dossier ne peut être reçu, pour le motif suivant :
paper-refusal-stopped = Refus du dossier
paper-refusal-stopped-says = Après instruction, { $office } vous informe que ce dossier est refusé, pour le motif suivant :
paper-refusal-end = Cet avis vous est donné pour information et suite à donner.

# Modèle 04
paper-lapse = Avis de clôture du dossier
paper-lapse-says = À { $asked }, { $office } vous a demandé de compléter votre dossier avant { $until }. Rien n'étant venu, il est clos selon l'article 17 du décret 118/2025/NĐ-CP.
paper-lapse-again = Vous pouvez déposer un nouveau dossier à tout moment.
paper-apology = Excuses et nouveau rendez-vous pour le résultat
paper-apology-received = Le { $at }, { $office } a reçu votre dossier pour la démarche « { $procedure } ».
paper-apology-before = Le résultat était promis pour le :
paper-apology-late = Votre dossier ne peut être traité dans le délai inscrit sur le récépissé.
paper-apology-says = { $office } vous présente ses excuses et remettra le résultat le { $due }.
paper-apology-end = Ce retard vous met en difficulté ; nous vous remercions de votre compréhension.

# Modèle 05
paper-control = Fiche de suivi du traitement du dossier
paper-control-office = Service responsable :
paper-control-procedure = Démarche :
paper-control-standing = Dans l’ensemble :
paper-control-row = N°
paper-control-giver = De
paper-control-receiver = À
paper-control-at = Remis le
paper-control-result = Résultat
paper-control-note = Remarque
paper-control-early = En avance
paper-control-in-time = À temps
paper-control-late = En retard
paper-control-made = Fiche établie par le système d’après l’historique du dossier. Le résultat de chaque étape se mesure aux heures ouvrées prévues pour elle.
paper-standing-no-promise = Pas encore d’échéance
paper-standing-running = En cours, dans le délai
paper-standing-overdue = En cours, en retard
paper-standing-on-time = Traité à temps
paper-standing-late = Traité en retard
paper-note-supplement = Complément demandé : { $reason }
paper-note-paid = Payé, référence : { $reference }
paper-note-payment = Paiement de { $amount } demandé
paper-note-refused = Refusé : { $reason }
paper-note-withdrawn = Retiré par le demandeur : { $reason }
paper-note-lapsed = Clos : rien n’est venu à temps
paper-note-recounted = Date recalculée : { $reason }
paper-note-approved = Résultat signé
paper-note-delivered = Résultat remis
paper-note-taken-over = Repris de l’unité précédente ; date promise inchangée
paper-note-recalled = Rappelé en cours de remise

# Pages, tirages
paper-page = Page
paper-draft = Projet
paper-piece-name = Document
paper-piece-originals = Originaux
paper-piece-copies = Copies

# Formulaire 06
paper-book-title = Registre des dossiers
paper-book-span = Du { $from } au { $to }
paper-book-row = N°
paper-book-code = Code du dossier
paper-book-procedure = Procédure
paper-book-applicant = Personne ou organisme
paper-book-where = Adresse, téléphone
paper-book-lead = Autorité responsable
paper-book-received = Reçu le
paper-book-due = Promis pour le
paper-book-returned = Remis le
paper-book-way = Mode de remise du résultat
paper-book-signed = Émargement
paper-book-total = Total : { $count } dossiers.
paper-book-keeper = TENU PAR
