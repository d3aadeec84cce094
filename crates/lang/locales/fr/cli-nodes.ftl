# What the program says on the command line about nodes: a province's centre and the communes' own machines.

cli-serving-letters = Les lettres entre nœuds sont reçues à { $url }
cli-serving-box = Ceci est la machine d’une commune ; son centre répond à { $address }
cli-serve-no-box = Le dossier { $dir } n’est pas encore la machine d’une commune. Inscrivez-la avec : motcua node enroll --dir { $dir } --province https://CENTRE:PORT
cli-serve-is-box = Le dossier { $dir } est celui de la machine d’une commune. Lancez : motcua serve --role commune --dir { $dir }
cli-sync-listen-plain = Les lettres entre nœuds portent les données des personnes : une adresse que d’autres machines atteignent demande --tls-cert et --tls-key.

cli-tls-unreadable = { $file } est illisible : { $why }
cli-tls-certificate = Il n’y a pas de certificat dans { $file }. Il faut un fichier PEM : d’abord le certificat du serveur, puis ceux au-dessus.
cli-tls-key = Il n’y a pas de clé privée dans { $file }. Il faut un fichier PEM.
cli-tls-strangers = Le certificat { $certificate } et la clé { $key } ne vont pas ensemble.
cli-tls-unfit = Le certificat { $certificate } avec la clé { $key } est inutilisable.
cli-tls-authority = Le fichier de --ca ne contient aucun certificat d’autorité. Il faut un fichier PEM.
cli-tls-no-authorities = Ce système n’a pas de liste d’autorités. Dites qui a signé le certificat du centre : --ca FICHIER
cli-line-address = « { $address } » n’est pas l’adresse d’un centre. Écrivez par exemple https://motcua.example.gov.vn:8443 ; sans chiffrement seulement sur cette machine même.

cli-node-in-use = Le bureau dans { $dir } est en marche. Faites-le sur la page « Machines des unités » (/manage/nodes), ou arrêtez-le et relancez cette commande.
cli-node-no-unit = Aucune unité ne porte aujourd’hui le code « { $code } ».
cli-node-unknown = Aucun nœud n’est connu comme « { $node } ». La page /manage/nodes et « motcua node status » en donnent la liste.
cli-node-many = Plusieurs nœuds s’appellent « { $node } » : donnez l’identifiant.
cli-node-invited-before = Cette invitation existait déjà ; son jeton ne se montre plus. Retirez-la et faites-en une autre.
cli-node-invited = « { $name } » peut devenir la machine de : { $units }. L’invitation sert une fois, jusqu’au { $until }. Tapez ceci sur cette machine :
cli-node-some-address = https://CENTRE:PORT
cli-node-invited-how = Ajoutez --ca FICHIER si le certificat du centre est signé par l’autorité de la province. Ne donnez le jeton à personne d’autre : qui l’a peut prendre la place de la machine. Il n’est montré que maintenant.
cli-node-revoked = « { $name } » est coupé : rien de ce qu’il envoie n’est plus reçu. Ses unités continuent quand une autre machine le remplace (motcua node invite --replace) ou quand le centre les reprend (motcua node take-back).
cli-node-withdrawn = L’invitation de « { $name } » est retirée : son jeton ne sert plus.
cli-node-given = « { $name } » est désormais aussi la machine de { $unit }. Il prend le registre de cette unité au prochain échange.
cli-node-taken-back = { $unit } travaille de nouveau au centre. Ce que sa machine n’avait pas envoyé attendra sous « motcua node strays » dès qu’elle reviendra.

cli-node-taken = Le dossier { $dir } contient déjà un bureau. Choisissez un nouveau dossier pour la machine de la commune.
cli-node-no-address = Dites où répond le centre : --province https://CENTRE:PORT
cli-node-type-token = Tapez le jeton de l’invitation, puis Entrée :
cli-node-no-token = Il faut un jeton : --token JETON, ou une ligne sur l’entrée standard. Le centre en fait un avec : motcua node invite
cli-node-not-enrolled = Cette machine n’a pas été inscrite : { $why }
cli-enroll-token = Le jeton est illisible. Copiez toute la ligne, à partir de mc1, sans oublier un caractère.
cli-enroll-stranger = Ce qui répond n’est pas le centre qui a fait ce jeton. Vérifiez l’adresse de --province et recopiez le jeton.
cli-enroll-bad-token = Ce jeton ne sert pas : il est faux, déjà utilisé, périmé ou retiré. Demandez au centre une nouvelle invitation.
cli-enroll-certificate = Cette machine ne se fie pas au certificat du centre. Ajoutez --ca FICHIER avec le certificat de l’autorité qui l’a signé, et donnez à --province un nom qui figure dans le certificat.
cli-enroll-no-centre = Ce qui répond à cette adresse n’est pas le centre d’une province. Vérifiez --province ; un bureau devient centre quand il a invité une machine.
cli-node-away = Le centre est injoignable. Vérifiez qu’il fonctionne et que l’adresse est juste, puis relancez la commande. ({ $why })
cli-node-enrolled = Cette machine fait maintenant partie de { $province }, et sert : { $units }
cli-node-goes-on = Cette machine était déjà inscrite : la réception continue, sans jeton. Pour revenir par une nouvelle invitation : motcua node begin-anew
cli-node-fetching = Réception
cli-node-fetched = { $count } écritures et fichiers transmis. Tout est à jour.
cli-node-refused = Le centre refuse cette machine : { $why }
cli-node-level = Lancez-la avec : motcua serve --role commune --dir { $dir }

cli-node-anew-explain = La machine dans { $dir } recommencerait : son dossier est mis de côté entier, sous { $aside }, et un nouveau est pris au centre. Ce que cette machine est seule à avoir est d’abord dit au centre, où une personne le regarde (motcua node strays) ; rien n’est effacé. Il faut une nouvelle invitation : motcua node invite --replace, au centre. Pour le faire, ajoutez --yes.
cli-node-anew-untold = Le centre n’a pas pu apprendre ce que cette machine est seule à avoir : { $why }. Cela reste dans le dossier mis de côté.
cli-node-anew-told = Ce que cette machine est seule à avoir est au centre et attend une personne : motcua node strays, au centre. Les fichiers joints sont partis avec.
cli-node-anew-done = La machine dans { $dir } a recommencé. Le dossier d’avant est dans { $aside } : gardez-le tant que « motcua node strays » n’est pas vide. Lancez : motcua serve --role commune --dir { $dir }
cli-node-anew-server = Ce programme ne met pas de côté une base sur un serveur. Créez une nouvelle base et inscrivez-la : motcua node enroll

cli-node-no-faults = Rien n’a été refusé d’un nœud.
cli-node-fault-times = { $times } fois, du { $first } au { $last }
cli-node-no-stray = Aucune écriture n’attend sous la clé « { $key } ».
cli-node-strays = { $count } écritures attendent une personne. Réglez-les sur la page /manage/nodes ; pour en voir une : motcua node strays --show CLÉ

cli-node-lone = Ce bureau est seul : aucun autre nœud n’est connu. Un centre commence par : motcua node invite ; la machine d’une commune par : motcua node enroll
cli-node-is-centre = Ceci est le centre de { $province }.
cli-node-is-box = Ceci est la machine d’une commune ; son centre répond à { $address }
cli-node-is-level = Tout est à jour.
cli-node-nothing-waits = Rien n’attend d’être envoyé.
cli-node-no-ledgers = Aucune unité ne travaille sur cette machine. Si l’inscription s’est arrêtée en chemin, relancez motcua node enroll. Si une autre machine l’a remplacée, ou si le centre a repris ses unités, éteignez-la ; on travaille désormais ailleurs.
cli-node-is-behind = { $entries } écritures et { $files } fichiers attendent d’être envoyés, le plus ancien depuis { $oldest }.
cli-node-files-unsent = { $files } fichiers attendent d’être envoyés.
cli-node-files-behind = { $files } fichiers restent à recevoir.
cli-node-is-cut = La ligne est coupée depuis { $since }. Le travail continue ; tout partira dès qu’elle reviendra.
cli-node-is-refused = Le centre refuse cette machine : { $why }
cli-node-is-full = Le disque du centre est plein : la ligne tient, rien n’est perdu. Prévenez l’administrateur de la province ; tout partira dès qu’il y aura de la place.
cli-node-contact = Dernier contact avec l’autre côté : { $at }
cli-node-never = Aucun contact avec l’autre côté jusqu’ici.
cli-node-waiting = { $entries } écritures manquent · { $files } fichiers manquent · dernier contact { $at }
cli-node-faults-open = { $count } refus attendent un regard : motcua node faults

cli-receipt-keys = { $file } ne contient pas de clés publiées. Prenez-les sur la page /keys.json de la province
cli-receipt-by = Une signature de la province : dossier { $code }, signé par { $node }.
cli-receipt-by-revoked = Le dossier { $code } porte une signature de { $node }, dont la clé a été révoquée depuis. Seul le registre dit si ce récépissé a été donné : demandez à la province.
