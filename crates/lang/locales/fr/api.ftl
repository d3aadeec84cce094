# L'API pour les programmes : problèmes, et la page pour commencer

error-400-title = La demande est illisible
error-400-what = Ce qui a été envoyé n'a pas le bon format ; le système n'a pas pu le lire.
error-400-next = Corrigez le format et renvoyez.
error-405-title = Cette méthode n'est pas acceptée ici
error-405-what = L'adresse existe, mais n'accepte pas la méthode employée.
error-405-next = Voyez les méthodes acceptées dans l'en-tête Allow et dans la description de l'API.
error-412-title = Le dossier a changé
error-412-what = La version nommée dans If-Match n'est plus la version actuelle. Rien n'a été écrasé.
error-412-next = Relisez le dossier, voyez ce qui a changé, puis renvoyez avec la nouvelle version.
error-428-title = La version du dossier manque
error-428-what = Une action sur un dossier doit nommer la version que vous avez vue.
error-428-next = Lisez le dossier, puis renvoyez avec « version » dans le corps ou un en-tête If-Match.

api-key-reused = Cette clé d'idempotence a servi pour une autre demande. Prenez une nouvelle clé pour une nouvelle demande.
api-refused-title = Cela ne peut pas être fait ici
api-refused-next = Relisez le dossier ou la démarche : « acts » et « channels » disent ce qui peut être fait et comment déposer.
api-erased = Contenu effacé comme la loi l'exige

problem-json-syntax = Le corps n'est pas du JSON valide : ligne { $line }, colonne { $column }.
problem-json-object = Le corps doit être un objet JSON.
problem-json-levels = Le JSON est trop imbriqué : { $most } niveaux au plus.
problem-unknown-field = Aucun champ ne s'appelle « { $name } ». Retirez-le ou corrigez son nom.
problem-version = La version doit être un entier positif ; dans If-Match, entre guillemets droits. Nommée aux deux endroits, elle doit être la même.
problem-version-missing = Nommez la version du dossier que vous avez vue.
problem-month = Écrivez le mois comme 2026-03.

api-title = Relier un programme à Motcua
api-lead = D'autres programmes peuvent recevoir, traiter et suivre des dossiers par l'API, selon les mêmes règles qu'à l'écran.
api-description = La description complète (OpenAPI 3.1)
api-rules = Cinq choses à savoir
api-rule-key = Chaque programme a une clé, envoyée dans l'en-tête Authorization. Elle a exactement les droits de la personne qu'elle représente ; demandez-la à l'administrateur de votre unité.
api-rule-once = Envoyez un Idempotency-Key pour recevoir ou agir. Si la ligne tombe, renvoyez la même chose : vous recevez la première réponse, jamais un second dossier.
api-rule-version = Chaque action nomme la version du dossier qui a été vue. Si quelqu'un l'a changé entre-temps, l'action est refusée et rien n'est écrasé.
api-rule-problems = Chaque erreur est un document RFC 9457 avec un « code » stable ; la liste « errors » nomme chaque champ fautif.
api-rule-seen = Un dossier que la personne derrière la clé ne peut pas voir est introuvable.
api-try-search = Chercher une démarche
api-try-search-what = Sans clé. Avec ou sans accents.
api-try-me = Essayer une clé
api-try-me-what = Dit à qui est la clé, de quelle unité, avec quels rôles.
api-try-receive = Recevoir un dossier
api-try-receive-what = Répond avec le code du dossier, son échéance et sa version.
api-try-list = Voir ce qui est à faire
api-try-list-what = Les échéances les plus proches d'abord ; « next » mène à la page suivante.
api-try-act = Traiter un dossier
api-try-act-what = Ce qui peut être fait se trouve dans « acts » quand vous lisez le dossier.
api-try-upload = Envoyer un fichier
api-try-upload-what = PDF, JPEG ou PNG. Mettez le « digest » reçu dans « files » d'une pièce.
api-try-track = Suivre un dossier
api-try-track-what = Sans clé ; ne dit que le code et l'avancement.
