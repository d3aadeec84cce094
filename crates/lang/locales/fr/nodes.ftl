# La machine de la province et celles des communes : liaison, invitations, incidents, écritures isolées, clés

# Le signe en tête de page
line-online = Relié à la province
line-cut = Liaison coupée depuis { $since }
line-cut-waiting = { $count ->
    [one] Liaison coupée depuis { $since } · { $count } dossier en attente d’envoi
   *[other] Liaison coupée depuis { $since } · { $count } dossiers en attente d’envoi
 }
line-catching-up = Rattrapage en cours : reste { $count }
line-full = Le disque de la province est plein
line-full-waiting = { $count ->
    [one] Le disque de la province est plein · { $count } dossier en attente d’envoi
   *[other] Le disque de la province est plein · { $count } dossiers en attente d’envoi
 }
line-refused = La province refuse cette machine · que faire
line-silent = { $count ->
    [one] { $count } machine de commune muette
   *[other] { $count } machines de communes muettes
 }
line-faults = { $count ->
    [one] { $count } incident à examiner
   *[other] { $count } incidents à examiner
 }

# La page de la liaison
line-title = Liaison avec la province
line-is-online = Relié à la province
line-is-cut = Ligne coupée ; le travail continue
line-is-catching-up = Ligne rétablie ; envoi de ce qui attendait
line-is-refused = La province refuse cette machine
line-is-full = Le disque de la province est plein
line-lead-online = Cette machine est reliée à la province. La province a tout ce qui a été fait ici.
line-lead-catching-up = Cette machine est reliée à la province et lui envoie ce qui attendait, { $count } écritures. Rien à faire : tout part tout seul.
line-lead-cut = Cette machine ne joint plus la province depuis { $since }. Tout le monde travaille comme d’habitude ; au retour de la liaison, elle enverra d’elle-même ce qui attend.
line-lead-refused = La province refuse cette machine : rien ne part. Le travail se poursuit ici et reste conservé, mais la province ne le voit pas encore.
line-lead-stopped = L’unité ne travaille plus sur cette machine. N’y recevez plus de dossiers : ce qui s’y fait désormais n’entre dans aucun registre.
line-lead-full = Cette machine joint la province, mais le disque de la province est plein et ne prend rien pour l’instant. Tout le monde travaille comme d’habitude et tout est conservé ici. Dès que la province aura de la place, cette machine enverra d’elle-même ce qui attend.
line-lead-idle = Aucune unité ne travaille sur cette machine : une autre l’a remplacée, la province a repris le registre, ou le registre n’est pas encore arrivé. Ne travaillez pas ici ; demandez la bonne adresse à l’administrateur de l’unité.
line-lead-centre = Voici la machine de la province. Celles des communes l’appellent ; les dossiers d’une commune qui a sa machine sont aussi ici, en entier.
line-lead-alone = Cette machine travaille seule, sans liaison avec une autre. Tous les dossiers sont ici ; rien n’attend d’être envoyé.
line-to-nodes = Voir les machines des unités
line-facts = État
line-state = Liaison
line-state-online = établie
line-state-cut = coupée depuis { $since }
line-state-catching-up = rattrapage en cours
line-state-refused = refusée
line-state-full = établie, disque de la province plein
line-role = Rôle de cette machine
line-role-alone = machine qui travaille seule
line-role-box = machine d’une unité
line-role-centre = machine de la province
line-province-at = Adresse de la machine de la province
line-contact = Dernier contact
line-never = jamais encore
line-clock = Horloge par rapport à la province
line-clock-even = identique
line-clock-ahead = { $amount } d’avance
line-clock-behind = { $amount } de retard
line-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
 }
line-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
 }
line-waiting = En attente d’envoi
line-waiting-dossiers = Dossiers
line-waiting-entries = Écritures
line-waiting-files = Fichiers
line-waiting-files-of = { $count ->
    [one] { $count } fichier, { $size }
   *[other] { $count } fichiers, { $size }
 }
line-oldest = Le plus ancien attend depuis
line-fetching = En attente de réception
line-bytes = { $count } octets
line-kilobytes = { $count } Ko
line-megabytes = { $count } Mo
line-ledgers = Registre par registre
line-ledger = Registre de
line-ledger-here = Écritures ici
line-ledger-there = La province en a
line-ledger-unsent = À envoyer
line-ledger-state = État
line-ledger-level = à jour
line-ledger-behind = reste à envoyer
line-ledgers-none = Cette machine ne tient le registre d’aucune unité à envoyer.
line-ledgers-none-next = Quand la province confie une unité à cette machine, son registre apparaît ici.
line-meanwhile = Pendant que la ligne est coupée
line-when-cut = Que faire quand la ligne est coupée ?
line-meanwhile-lead = Recevez les dossiers comme d’habitude. Les récépissés imprimés pendant la coupure sont valables et se vérifient par leur code QR.
line-meanwhile-can = Recevoir, instruire, signer, remettre, imprimer, retrouver les dossiers de l’unité, se connecter : tout comme un autre jour.
line-meanwhile-passing = Transmettre un dossier à une autre unité : faites-le. Il reste « en cours de remise » et part de lui-même au retour de la liaison.
line-meanwhile-cannot = Pas encore visibles : les dossiers déposés en ligne, et ceux que d’autres unités ont transmis, après la coupure.
line-meanwhile-long = Coupure de plus d’une demi-journée : demandez à l’administrateur de l’unité de vérifier câble, routeur et opérateur.
line-refused-do = Que faire
line-refused-revoked = La province a révoqué cette machine, le plus souvent parce qu’elle a été déclarée perdue ou remplacée. Continuez sur la machine qui la remplace, ou à l’adresse de la province. Si c’est une erreur, appelez l’administrateur de la province pour une nouvelle invitation ; n’effacez rien sur cette machine.
line-refused-unknown-key = La province ne connaît pas la clé de cette machine. N’effacez rien. Appelez l’administrateur de la province pour qu’il l’invite de nouveau.
line-refused-version = Les programmes d’ici et de la province ont trop de versions d’écart. Demandez à l’administrateur de l’unité de mettre le programme à jour et de le relancer.
line-refused-clock = L’horloge de cette machine est trop décalée. Demandez à l’administrateur de l’unité de régler la date et l’heure.
line-refused-fork = Le registre d’ici diffère de la copie de la province. N’effacez rien sur cette machine. Appelez l’administrateur de la province : quelqu’un y examinera chaque écriture qui diffère. N’y recevez plus de dossiers en attendant : ce qui s’y fait maintenant devra être refait.
line-refused-older-epoch = La province a confié le registre de l’unité à une autre machine. Cessez de recevoir des dossiers sur celle-ci, passez à la nouvelle, et gardez celle-ci pour que la province l’examine.
line-refused-centre-full = Rien à faire ici. Dites à l’administrateur de la province que le disque de sa machine est plein ; dès qu’il y aura de la place, cette machine enverra d’elle-même.
line-refused-home-unknown = La province ne sait plus que ce registre vit sur cette machine : la sienne vient peut-être d’être rétablie d’une ancienne sauvegarde. N’effacez rien ici. Appelez l’administrateur de la province avant de continuer.
line-refused-certificate = Cette machine ne se fie pas au certificat de la province : il est périmé, signé par un autre, ou quelqu’un s’interpose. Le travail continue ici. Demandez à l’administrateur de la province de voir le certificat.
line-refused-no-centre = Une autre machine répond à l’adresse de la province. Le travail continue ici. Demandez l’adresse à l’administrateur de la province.
line-refused-not-theirs = La province n’a pas confié ce registre à cette machine. N’effacez rien ici. Demandez à l’administrateur de la province de redonner l’unité, ou de voir quelle machine la tient.
line-refused-unreadable = La province ne peut pas lire ce que cette machine envoie. Le travail continue ici. Demandez à l’administrateur de l’unité de mettre le programme à jour et de le relancer.
line-refused-altered = Ce qui arrive à la province n’est pas intact. Demandez à l’administrateur de l’unité de lancer motcua verify sur cette machine et de vérifier la ligne.
line-refused-other = Appelez l’administrateur de la province et lisez-lui cette ligne : { $what }
line-refused-code = Code du refus

# La liste des machines
nav-nodes = Machines des unités
nodes-title = Machines des unités
nodes-sentence = Machines en service : { $boxes }.
nodes-sentence-strays = écritures isolées : { $count }
nodes-sentence-faults = incidents : { $count }
nodes-sentence-silent = machines muettes : { $count }
nodes-sentence-waits = À examiner : { $what }.
nodes-sentence-fine = Rien n’attend personne.
nodes-invite = Inviter une machine
nodes-list = Les machines
nodes-name = Machine
nodes-units = Unités
nodes-state = État
nodes-contact = Dernier contact
nodes-lag = Manquent à la province
nodes-files = Fichiers à venir
nodes-clock = Horloge
nodes-version = Version
nodes-key = Clé publique
nodes-never = jamais encore
nodes-unknown = pas encore connu
nodes-state-level = à jour
nodes-state-behind = rattrapage en cours
nodes-state-silent = muette
nodes-state-idle = sans registre
nodes-state-forked = registre divergent
nodes-state-revoked = révoquée
nodes-state-invited = invitée, pas encore entrée
nodes-state-expired = invitation expirée
nodes-state-centre = machine de la province
nodes-none = Aucune unité n’a encore sa machine.
nodes-none-next = Toutes les unités travaillent sur la machine de la province. Invitez-en une quand une commune doit pouvoir travailler liaison coupée.
nodes-not-centre = Ce n’est pas la machine de la province.
nodes-not-centre-next = On n’invite et ne révoque de machines que sur celle de la province. L’état de celle-ci est à la page « Liaison avec la province ».
nodes-faults = Incidents à examiner
nodes-fault-what = Incident
nodes-fault-last = Dernière fois
nodes-fault-times = Fois
nodes-fault-of = Machine, unité
nodes-strays = Écritures isolées
nodes-strays-lead = Écritures que seule une machine ancienne ou divergente possédait. Elles n’entrent pas dans un registre et ne disparaissent pas d’elles-mêmes : une personne examine et décide.
nodes-stray-when = Quand
nodes-stray-what = Quoi
nodes-stray-who = Par qui
nodes-stray-dossier = Dossier
nodes-invitations = Invitations non utilisées
nodes-invitation-until = Valable jusqu’à { $at }
nodes-invitation-expired = Expirée à { $at }
nodes-invitation-withdraw = Retirer
nodes-settled-title = Réglés
nodes-said-withdrawn = L’invitation est retirée. Son jeton ne sert plus à rien.
nodes-said-revoked = La machine est révoquée. La province n’en accepte plus rien.
nodes-said-given = Une unité de plus est confiée à la machine. Elle prendra le registre au prochain contact.
nodes-said-taken-back = Le registre de l’unité est revenu à la machine de la province.
nodes-said-settled = Noté comme réglé.

# Inviter une machine
nodes-invite-lead = La nouvelle machine tiendra les registres des unités choisies. Le jeton s’affiche une fois, sert une fois, pendant 48 heures.
nodes-invite-name = Nom de la machine
nodes-invite-name-hint = Pour que d’autres la reconnaissent, par exemple : Guichet unique de Bắc Yên
nodes-invite-units = Unités
nodes-invite-units-hint = Une unité par ligne : code ou nom, par exemple 14758. Le plus souvent une seule.
nodes-invite-replace = Elle remplace la machine qui tient cette unité
nodes-invite-replace-hint = Seulement si l’ancienne machine est cassée, perdue ou volée. Dès l’entrée de la nouvelle, l’ancienne est coupée ; ce qu’elle seule possède devient des écritures isolées si elle revient.
nodes-invite-do = Créer le jeton
nodes-invited-title = Jeton pour { $name }
nodes-invited-once = Copiez le jeton maintenant : une fois la page quittée, il ne s’affiche plus. Il sert une fois, jusqu’à { $until }.
nodes-invited-token = Jeton
nodes-invited-how = Sur la nouvelle machine, tapez l’un après l’autre
nodes-invited-enroll = Rejoindre la province et prendre les registres (le jeton est demandé)
nodes-invited-serve = Lancer la machine
nodes-invited-status = Voir si elle est à jour
nodes-invited-ca = Si la province signe elle-même ses certificats, ajoutez --ca FICHIER à la première commande, avec le certificat de la province. NOM_MACHINE est l’adresse que les agents saisissent pour ouvrir les pages.
nodes-invited-host = NOM_MACHINE
nodes-invited-safe = Donnez le jeton à la bonne personne, en main propre ou par téléphone. Qui l’a peut entrer à la place de cette machine.
nodes-invited-again = Cette invitation existait déjà : son jeton ne s’affiche plus. S’il n’a pas été copié, retirez l’invitation et créez-en une autre.
problem-node-unit-several = « { $unit } » peut être { $units }. Tapez le code.

# Une machine
nodes-facts = La machine
nodes-revoked-at = Révoquée à
nodes-revoked-why = Révoquée parce que
nodes-enrolled = Entrée
nodes-invited-at = Invitée
nodes-ledgers = Registres qu’elle tient
nodes-ledgers-none = Cette machine ne tient encore aucun registre.
nodes-ledgers-none-next = Quand elle sera entrée ou aura reçu une unité, les registres apparaîtront ici.
nodes-epoch = Attribution n°
nodes-give = Lui confier une unité de plus
nodes-give-lead = Cette unité travaillera désormais sur cette machine. Le registre est copié au prochain contact ; d’ici là personne n’y écrit.
nodes-give-unit = Unité
nodes-give-unit-hint = Code ou nom, par exemple 14758
nodes-give-do = Confier l’unité
nodes-replace-when = Une autre machine est là : invitez-la à tenir les registres à la place de celle-ci, qui est coupée dès que la nouvelle entre.
nodes-replace = Inviter une remplaçante
nodes-remedies = En cas de panne, de perte ou de remplacement
nodes-revoke = Révoquer la machine
nodes-revoke-when = Perdue ou volée : révoquez-la aussitôt, la province n’en reçoit plus rien. En simple panne, ne la révoquez pas : réparée, elle peut encore envoyer ce qu’elle n’avait pas envoyé.
nodes-revoke-title = Révoquer { $name } ?
nodes-revoke-what = Dès cet instant, la province n’accepte plus rien de cette machine et ne lui envoie plus rien. Elle peut encore fonctionner, mais ce qu’on y fait n’arrive pas à la province. C’est sans retour : pour s’en resservir, il faut l’inviter de nouveau.
nodes-revoke-lag = La machine détient peut-être du travail que la province n’a pas. Dernier contact : { $at }.
nodes-revoke-units = Les unités de cette machine continuent quand une autre la remplace, ou quand leurs registres reviennent à la machine de la province. D’ici là, personne ne peut y écrire.
nodes-revoke-receipts = Les récépissés qu’elle a signés et qui figurent au registre de la province restent valables.
nodes-revoke-row-receipts = Récépissés déjà imprimés
nodes-revoke-row-units = La suite pour ses unités
nodes-revoke-row-lag = Travail non envoyé
nodes-revoke-reason = Motif
nodes-revoke-reason-hint = Par exemple : volée le 15/08/2025
nodes-revoke-do = Révoquer
nodes-take-back = Ramener le registre à la machine de la province
nodes-take-back-when = Pas encore d’autre machine, et l’unité doit continuer tout de suite : ses agents travaillent sur la machine de la province avec un navigateur.
nodes-take-back-title = Ramener le registre de { $unit } à la machine de la province ?
nodes-take-back-what = Les agents de cette unité travailleront désormais sur la machine de la province. Ce que la province n’a pas reçu de l’ancienne machine devient des écritures isolées si celle-ci revient.
nodes-take-back-do = Ramener

# Un incident, une écriture isolée
nodes-fault-title = Incident
nodes-fault-do-title = Que faire
nodes-fault-first = Première fois
nodes-fault-detail = Détail technique
nodes-settle = Noter comme réglé
nodes-settle-note = Ce qui a été fait
nodes-settle-note-hint = Une phrase pour qui regardera plus tard
nodes-settled-by = { $name }, { $at }
nodes-settled-row = Réglé
nodes-stray-title = Écriture isolée
nodes-stray-from = De la machine
nodes-stray-unit = Registre de
nodes-stray-seq = Numéro d’écriture
nodes-stray-filing = Ce qui a été reçu
nodes-stray-files = Fichiers
nodes-stray-file-coming = Ce fichier est encore en route : il ne peut pas être ouvert.
nodes-stray-file-lost = Plus aucune machine n’a ce fichier.
nodes-stray-body = L’écriture entière, telle que la machine l’a notée
nodes-stray-unreadable = Ce programme ne sait pas lire le contenu.
nodes-stray-how = Comparez avec le dossier tel qu’il est. Ce qui manque est refait dans le registre d’aujourd’hui par la personne responsable ; notez ensuite ici ce qui a été fait.
nodes-stray-open-other = Ouvrir le dossier qui porte ce code à la province
nodes-stray-code-taken = À la province, ce code est celui d’un autre dossier : deux machines l’ont donné. Ne pas les confondre ; recevoir de nouveau sous un autre code et prévenir la personne.
nodes-stray-open = Ouvrir le dossier
nodes-stray-kind-account = compte
nodes-stray-kind-procedure = procédure

# Causes d’incidents : ce qui s’est passé, et que faire
node-fault-unknown-key = Une machine inconnue a appelé : sa clé n’est pas sur la liste.
node-fault-unknown-key-do = Si c’est une des nôtres réinstallée, invitez-la de nouveau. Si personne ne la reconnaît, faites bloquer l’adresse indiquée au détail par l’administrateur du réseau.
node-fault-revoked = Une machine révoquée appelle encore. Rien n’en est accepté.
node-fault-revoked-do = Si c’est une machine perdue puis retrouvée, récupérez-la sans toucher au disque et lisez-le sur une machine sans réseau. Si elle a été révoquée par erreur, invitez-la de nouveau. Si nul ne sait où elle est, notez l’adresse du détail.
node-fault-replayed = Une ancienne lettre a été renvoyée. Rien n’en a été accepté.
node-fault-replayed-do = Une seule fois, c’est en général le réseau : notez comme réglé. Si cela se répète, faites vérifier que personne n’enregistre et ne rejoue la liaison.
node-fault-altered = L’envoi ne correspond pas à sa signature ou à sa chaîne d’empreintes. Tout le lot a été refusé, rien n’en a été pris.
node-fault-altered-do = Lancez motcua verify sur cette machine. S’il y a des différences, le disque est abîmé ou quelqu’un l’a modifié : remplacez la machine. Sinon, faites vérifier la liaison.
node-fault-fork = Le registre de cette machine diffère de ce que la province a reçu : deux machines ont la même clé, ou la machine a été restaurée d’une ancienne copie.
node-fault-fork-do = Éteignez la machine qui ne devrait pas fonctionner. Examinez les écritures isolées de celle-ci. Puis faites une nouvelle invitation pour l’unité (avec remplacement) et lancez motcua node begin-anew sur celle qui reste, pour reprendre le registre de la province.
node-fault-older-epoch = Une machine remplacée envoie encore des écritures pour un registre qu’une autre tient désormais.
node-fault-older-epoch-do = Éteignez l’ancienne machine et dites aux agents d’utiliser la nouvelle. Ce qu’elle seule possède est parmi les écritures isolées : examinez-les une à une.
node-fault-not-theirs = La machine a envoyé des écritures pour le registre d’une unité qui n’est pas la sienne.
node-fault-not-theirs-do = Si l’unité est bien à elle, confiez-la sur la page de la machine. Sinon, voyez qui l’utilise ; dans le doute, révoquez-la.
node-fault-not-allowed = La machine a envoyé une sorte d’écriture réservée à la province.
node-fault-not-allowed-do = Mettez à jour le programme de cette machine. Si cela revient, révoquez-la et vérifiez que personne ne l’a manipulée.
node-fault-unreadable = L’envoi est illisible ou mal construit. Tout le lot a été refusé.
node-fault-unreadable-do = Mettez à jour le programme de cette machine et relancez-le. Si cela revient, lancez-y motcua verify et envoyez le détail à qui entretient le programme.
node-fault-bad-token = Une machine a demandé à entrer avec un jeton faux, déjà utilisé ou expiré.
node-fault-bad-token-do = Si c’est une des nôtres, retirez l’ancienne invitation et créez-en une autre. Sinon, faites bloquer l’adresse indiquée au détail par l’administrateur du réseau.
node-fault-version = Les programmes de cette machine et de la province ont trop de versions d’écart pour se parler.
node-fault-version-do = Mettez à jour le plus ancien. En attendant, la machine travaille et garde tout pour l’envoyer plus tard.
node-fault-clock = L’horloge de cette machine est trop décalée de celle de la province. Les heures de réception et les promesses peuvent être fausses.
node-fault-clock-do = Réglez date, heure et fuseau de la machine et activez la mise à l’heure automatique. Revoyez les dossiers reçus entre-temps.
node-fault-set-back = La province a moins que ce qu’elle a signé ou annoncé à cette machine : ses données sont revenues à une ancienne copie.
node-fault-set-back-do = N’effacez rien sur la machine. Elle renvoie d’elle-même ce qui manque à la province pour son unité. Ce que la province a écrit après cette copie (transmissions, calendrier, comptes) est perdu : cherchez une copie plus récente, ou comparez avec la machine et refaites-le.
node-fault-file = Un fichier reçu ne correspond pas à son empreinte, dépasse le quota, ou n’est plus chez l’expéditeur.
node-fault-file-do = La machine le renvoie d’elle-même. S’il manque toujours, faites numériser la pièce de nouveau par l’unité ; si c’est le quota, faites de la place à la province.

# Clés publiées et vérification des récépissés
nodes-keys-title = Clés publiques de la province
nodes-keys-lead = Chaque machine signe les récépissés avec sa clé. Avec cette liste, chacun vérifie un récépissé sans interroger aucune machine.
nodes-keys-none = Aucune clé n’est encore publiée.
nodes-keys-none-next = Les clés sont publiées quand la première machine de la province est installée.
nodes-keys-name = Machine
nodes-keys-key = Clé (Ed25519, base64url)
nodes-keys-since = Depuis
nodes-keys-in-force = en service
nodes-keys-revoked = révoquée { $at }
nodes-keys-file = Télécharger la liste (keys.json)
nodes-keys-how = Pour vérifier hors ligne : motcua receipt verify --keys keys.json "TEXTE DU CODE QR"
nodes-keys-limits = Une clé révoquée ne compte que pour les récépissés d’avant le jour de sa révocation, et ils doivent aussi figurer au registre.
nodes-verify-keys = Clés publiques pour vérifier soi-même

# Dossiers qui sont ailleurs
nodes-away-owner = { $unit } détient ce dossier et l’instruit. Cette page montre ce qui est arrivé ici.
nodes-away-transit = Le dossier est en route vers { $unit }, depuis { $at }. Une fois repris là-bas, son histoire se poursuit ici.
nodes-away-line = La liaison est coupée : aucune nouvelle de ce dossier depuis { $since }.
nodes-history-unit = Registre de { $unit }
record-office = Heures d’ouverture
record-local-day = Jour propre à l’unité
record-office-info = Page d’information de l’unité
record-calendar = Calendrier de la province
record-reorganisation = Réorganisation
record-territory = Effet d’une fusion sur l’unité
record-delegation = Délégation
record-reminder = Rappel
record-rating = Avis sur le service
record-register = Inscription au registre
record-renewal = Rappel de renouvellement
record-pack = Lot de procédures
record-wish = Souhaits de messages
record-tick = Case cochée
record-home = Foyer du registre
record-node = Machine de l’unité
record-node-fault = Incident de machine
record-stray = Écriture égarée
record-worklist-hand-over = Travail remis
record-citizen = Citoyen qui se connecte
record-second-factor = Règle du second facteur
record-second-reset = Seconds facteurs retirés
record-sent-act = Acte d’un citoyen sur un dossier
record-sent-taken = Acte d’un citoyen pris en charge
