# Ce que le programme dit en ligne de commande, et les avis qui partent.

cli-in-use = Le dossier { $dir } est utilisé par un autre programme Motcua. Arrêtez-le (Ctrl-C), puis relancez cette commande.
cli-no-office = Le dossier { $dir } ne contient pas de bureau Motcua. Créez-en un : motcua init --dir { $dir } --province CODE La machine d’une commune rejoint sa province par : motcua node enroll --dir { $dir } --province https://CENTRE:PORT
cli-no-office-server = La base { $db } ne contient pas de bureau Motcua. Créez-en un : motcua init --db URL --dir DOSSIER --province CODE
cli-due-received = « { $value } » n’est pas un moment. Écrivez-le à l’heure du Viet Nam, comme 2025-04-25T10:00.
cli-due-limit = « { $value } » n’est pas un délai. Écrivez 8h, 1wd, 30d, 2m ou same-day.
cli-due-via = « { $value } » n’est pas un mode de dépôt. Écrivez counter, online ou post.
cli-due-unit = Aucune unité n’a le code « { $value } » ce jour-là.
cli-due-header = La première ligne du fichier doit nommer les deux colonnes start,working_days.
cli-due-line = La ligne { $line } est laissée de côté : { $what }
cli-due-start = « { $value } » n’est pas un jour. Écrivez-le comme 2025-04-25.
cli-due-days = « { $value } » n’est pas un nombre de jours ouvrés de 0 à 10000.
cli-due-beyond = un délai à partir du { $value } finit au-delà du calendrier.
cli-search-header = Le fichier doit avoir une colonne nommée query.
cli-search-none = Rien ne correspond à ces mots. Essayez-en d’autres, ou moins.
cli-no-province = Aucune province ne porte aujourd'hui le code { $code }. Les codes ont deux chiffres : 38 est Thanh Hóa.
cli-port-taken = L'adresse { $listen } est utilisée par un autre programme. Arrêtez-le, ou choisissez un autre port : --listen 127.0.0.1:8081
cli-db-scheme = Il n’y a pas de base de type « { $scheme } ». Utilisez sqlite://CHEMIN, le chemin du dossier, ou postgres://UTILISATEUR:MOT_DE_PASSE@SERVEUR/NOM.
cli-db-none = Indiquez où se trouve le bureau : --dir DOSSIER, ou --dir DOSSIER --db postgres://….
cli-db-unverified = Une ligne chiffrée doit savoir quel certificat croire : indiquez --db-ca FICHIER (le fichier PEM de qui a signé celui du serveur), ou sslmode=disable dans un réseau de confiance.
cli-db-dir = Avec une base sur un serveur, indiquez aussi --dir DOSSIER : où se trouvent les fichiers joints et la clé de signature.
cli-db-elsewhere = Avec SQLite, la base se trouve dans le dossier de --dir. Indiquez --dir ou --db, pas deux endroits différents.
cli-serving = Motcua fonctionne à l'adresse { $url }
cli-stopped = Arrêté. Tout ce qui a reçu une réponse est conservé.
cli-stop-how = Arrêtez-le avec Ctrl-C.

cli-verifying = Vérification
cli-rebuilding = Reconstruction
cli-publishing = Publication
cli-count-ledgers = registres
cli-count-entries = écritures
cli-count-erased = écritures effacées selon la loi
cli-count-dossiers = dossiers
cli-count-tallies = décomptes
cli-count-accounts = comptes
cli-count-procedures = révisions de procédures
cli-count-records = fiches
cli-count-moved = transferts de dossiers entre unités
cli-count-in-transit = dossiers remis et pas encore repris
cli-count-children = dossiers demandés par d'autres
cli-count-children-asked = dont demandés, pas encore reçus
cli-count-children-untold = dont terminés, pas encore annoncés
cli-count-notices = avis
cli-count-blobs = fichiers
cli-verify-no-files = Les fichiers n’ont pas été vérifiés : il faut indiquer --dir DOSSIER.
cli-verify-clean = Tout concorde.
cli-verify-differs = { $count } différences.
cli-rebuilt = Tout ce qui découle des registres est reconstruit.
cli-rebuilt-differs = Reconstruit, mais { $count } écritures des registres ne sont pas valides.

cli-init-taken = Le dossier { $dir } contient déjà un bureau. Choisissez un nouveau dossier.
cli-init-published = { $unit } : { $count } procédures sont publiées.
cli-init-done = Le bureau est prêt dans { $dir }. Lancez-le : motcua serve --dir { $dir }
cli-init-done-server = Le bureau est prêt dans { $db }. Lancez-le : motcua serve --dir { $dir } --db URL
cli-init-account = Premier administrateur : { $login }, mot de passe : { $password } (affiché une seule fois ; changez-le après connexion).

cli-import-kind = { $file } : il faut un fichier .jsonl, .jsonl.gz ou .csv.
cli-import-empty = { $file } : aucune ligne n'a pu être importée.
cli-import-finding = ligne { $line } : { $code } : { $what } ({ $value })
cli-import-done = { $rows } lignes lues : { $changed } procédures nouvelles ou modifiées, { $unchanged } inchangées, { $skipped } lignes écartées.

cli-receipt-unreadable = Le code QR est illisible : il faut c=…&h=…&s=…
cli-receipt-genuine = Récépissé authentique : dossier { $code }, { $at }, signé par { $node }.
cli-receipt-signed = La signature est celle de { $node }, dossier { $code } ; mais cette écriture n'est pas (ou pas encore) dans les registres ici.
cli-receipt-revoked = Signé avec la clé de { $node }, révoquée à { $at } ; l'écriture du dossier { $code } n'est pas dans les registres ici. La signature seule ne prouve rien.
cli-receipt-false = Ce récépissé n'a PAS été délivré par ce bureau : { $code }.

cli-demo-begin = Création d'une démonstration dans { $dir } : personnes et dossiers sont inventés.
cli-demo-people = Comptes
cli-demo-dossiers = Dossiers
cli-demo-unfinished = La création de la démonstration dans { $dir } avait été interrompue ; elle est refaite.
cli-demo-unfinished-server = La création de la démonstration dans { $db } avait été interrompue. Supprimez cette base et le dossier, créez une base vide, puis relancez cette commande.
cli-demo-real = Le dossier { $dir } est un vrai bureau, pas une démonstration. Utilisez : motcua serve --dir { $dir }, ou choisissez un autre dossier avec --dir.
cli-demo-foreign = Il y a d'autres fichiers dans { $dir }. Choisissez un dossier neuf ou vide avec --dir.
cli-demo-no-accounts = Il n'y a pas d'accounts.json dans { $dir }. Pour obtenir de nouveaux comptes, supprimez le dossier et relancez motcua demo.
cli-demo-first = Pour commencer : ouvrez l'adresse ci-dessus dans un navigateur, connectez-vous comme { $login } et recevez un dossier. Les comptes sont aussi dans { $dir }/accounts.json.

notice-accepted = Le dossier { $code } est reçu. Résultat promis : { $due }.
notice-supplement = Le dossier { $code } doit être complété. Voyez en ligne (Suivi) ou au guichet unique ce qui manque.
notice-taken-over = Le dossier { $code } est désormais traité par { $unit }. Vous n'avez rien à redéposer ; la date promise ne change pas.
notice-result-there = Le résultat du dossier { $code } se trouve maintenant à { $unit }. Vous pouvez l'y retirer.
notice-payment = Pour le dossier { $code }, { $amount } sont à payer. Voyez comment en ligne (Suivi) ou au guichet unique.
notice-extended = Toutes nos excuses : le résultat du dossier { $code } est maintenant promis pour { $due }.
notice-refused = Le dossier { $code } n'a pas abouti. Le motif écrit est au guichet unique.
notice-lapsed = Le dossier { $code } est clos, car les pièces manquantes ne sont pas venues à temps. Vous pouvez en déposer un nouveau.
notice-recounted = Dossier { $code } : la date promise a été recalculée avec les nouveaux jours chômés, elle est désormais { $due }.
notice-reminder-escalated = Le dossier { $code } est en retard depuis { $due }. Le responsable est prié de l'examiner.
notice-reminder-overdue = Le dossier { $code } était promis pour { $due }. Achevez-le maintenant et présentez des excuses.
notice-reminder-at-due = Le dossier { $code } est promis pour aujourd'hui : { $due }.
notice-reminder-before-due = Le dossier { $code } arrive à échéance : { $due }.
notice-reminder-unanswered = Le dossier en ligne { $code } est sans réponse ; réponse attendue avant { $due }.
notice-reminder-lapsing = Le dossier { $code } attend des pièces et son délai finit { $due }. Rappelez-le à la personne.
notice-reminder-warned = Il manque des pièces au dossier { $code }. Apportez-les avant { $due } ; ensuite il sera clos.
notice-ready = Le résultat du dossier { $code } est disponible au guichet unique.
notice-renewal = Le certificat { $code } délivré par { $unit } est valable jusqu'à { $due }. Faites-le renouveler avant.
