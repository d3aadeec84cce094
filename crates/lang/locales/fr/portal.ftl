# Pages pour tous : trouver une démarche, suivre un dossier, taux de respect des délais, vérifier un récépissé, aide.

portal-home-title = Démarches administratives
portal-ask = Quelle démarche voulez-vous faire ?
portal-common = Souvent demandées :
portal-all-procedures = Les { $count } démarches
portal-on-time-this-month = Dans les délais ce mois-ci, toute la province
portal-cutoff = Arrêté à { $moment }
portal-each-unit = Par commune, quartier et zone spéciale
portal-how-counted = Mode de calcul

# Trouver une démarche
portal-procedures = Démarches
portal-procedures-all = Voir toutes les démarches
portal-procedures-lead = Il y a { $count } démarches. Écrivez ce dont vous avez besoin, avec ou sans accents vietnamiens, ou choisissez un domaine.
portal-by-field = Par domaine
portal-try-field = Ou cherchez par domaine
portal-field-found = { $count ->
    [one] { $count } démarche dans ce domaine
   *[other] { $count } démarches dans ce domaine
}
portal-found = { $count ->
    [one] { $count } démarche qui correspond le mieux à « { $question } »
   *[other] { $count } démarches qui correspondent le mieux à « { $question } »
}
portal-none-found = Aucune démarche trouvée pour « { $question } »
portal-none-found-next = Essayez avec moins de mots, ou d'autres, en vietnamien : « khai sinh », « giấy độc thân », « sao y ».
portal-limit-unnamed = Absent du catalogue
portal-fee-unnamed = À demander au guichet
portal-fee-free = Gratuit

# Une démarche
portal-papers = Pièces à fournir
portal-papers-none = Le catalogue national ne nomme aucune pièce pour cette démarche. Demandez à l'agent du guichet.
portal-papers-sometimes = Seulement dans certains cas
portal-paper-shown = à présenter
portal-terms = Délais et frais
portal-terms-none = Le catalogue ne nomme aucun délai
portal-terms-none-next = Demandez à l'agent du guichet.
portal-fees = Frais
portal-fees-note = « À demander au guichet » veut dire que le catalogue national ne nomme aucun montant ; beaucoup sont fixés par la province. Cela ne veut pas dire gratuit.
portal-limit-assumed = Le portail national donne ce délai comme un nombre sans unité. Il est lu ici en jours ouvrés ; demandez confirmation à l'agent.
portal-cases = Cas
portal-case = Cas
portal-where-who = Où déposer, qui décide
portal-where = Lieu de dépôt
portal-where-any = À n'importe quel guichet unique de la province
portal-where-bound = Au guichet de la commune ou du quartier où vous habitez ou que l'affaire concerne
portal-who-decides = Décision
portal-tier-commune = Commune
portal-tier-province = Province
portal-tier-ministry = Ministère
portal-tier-other = Autre organisme
portal-who-asks = Qui peut demander
portal-result = Ce que vous recevez
portal-basis = Fondement
portal-decision = Publiée par décision
portal-ministry = Ministère
portal-legal = Textes de loi
portal-receive-this = Recevoir cette démarche

# Suivi
portal-track = Suivre un dossier
portal-track-code = Code du dossier
portal-track-hint = Imprimé sur le récépissé, par exemple H56.002-250815-0044
portal-track-only = Le code seul montre l’avancement, ni le nom du demandeur ni le contenu du dossier.
portal-track-missing = Il n'y a pas de dossier avec le code « { $code } ».
portal-track-missing-next = Comparez chaque lettre et chaque chiffre avec votre récépissé. Si rien n'y fait, demandez là où vous l'avez déposé.
portal-track-unit = Traité par
portal-track-received = Reçu
portal-track-due = Promis pour
portal-track-finished = Terminé
portal-track-why = Pourquoi cette date
portal-means-submitted = Le dossier est envoyé et attend d'être contrôlé par un agent. Rien n'est encore promis.
portal-means-processing = Le dossier est en cours. Vous n'avez rien à faire.
portal-means-late = L'heure promise est passée et le dossier n'est pas terminé. Le bureau vous doit des excuses et une nouvelle date ; vous pouvez demander à l'unité nommée ci-dessous.
portal-means-awaiting-documents = Des pièces manquent. Apportez ce que liste la demande de complément ; le délai recommence alors.
portal-means-awaiting-payment = Le dossier attend votre paiement. Une fois payé, le délai reprend.
portal-means-awaiting-answers = Le service attend la réponse d'une autre unité ; le délai est suspendu par la loi et reprendra ensuite.
portal-means-refused = Le dossier a été refusé. Le motif figure sur l'avis de refus qui vous a été remis.
portal-means-lapsed = Le dossier est clos, car les pièces manquantes ne sont pas venues à temps. Vous pouvez en déposer un nouveau.
portal-means-withdrawn = Le dossier a été retiré à la demande du demandeur.
portal-means-resolved = Le résultat est prêt. Apportez votre récépissé au lieu de retrait choisi.
portal-means-delivered = Le résultat a été remis.

# Taux
portal-month = Mois { $month }
portal-choose-month = Choisir un mois
portal-choose-other-month = Choisissez un autre mois.
portal-csv = Télécharger les chiffres (CSV)
portal-rates-title = Respect des délais, { $month }
portal-rates-sentence = { $received } reçus, { $resolved } traités, dont { $late } en retard ; { $overdue } hors délai actuellement.
portal-on-time-of = Dans les délais, { $unit }
portal-on-time-in = Dans les délais en { $month }
portal-rate-base = Traités dans les délais, divisés par tous les traités et tous ceux qui sont hors délai.
portal-unit = Unité
portal-centre = { $unit } (guichet provincial)
portal-rate = Dans les délais
portal-received = Reçus
portal-resolved = Traités
portal-on-time = À temps
portal-late = En retard
portal-overdue = Hors délai
portal-rates-name = Chercher une commune ou un quartier par son nom
portal-rates-found = { $count ->
        [one] Une unité
       *[other] { $count } unités
    } dont le nom contient « { $text } »
portal-rates-none = Aucune unité dont le nom contient « { $text } »
portal-rates-none-next = Essayez une partie du nom, avec ou sans accents.
portal-rates-units = Selon les unités
portal-rates-units-own = telles qu’au moment du traitement
portal-rates-units-on = telles qu’au { $day }
portal-rates-counted = chiffres de { $units }
portal-rates-more = { $count } autres
portal-rates-grouped = Les chiffres des unités fusionnées ou partagées sont donnés pour le plus petit groupe d’unités qui les contient entièrement ; les totaux ne changent pas.
portal-rates-all = Voir toutes les unités
portal-no-units = La province n'a pas encore d'unité
portal-received-by-day = Dossiers reçus par jour
portal-days-none = Aucun dossier ce mois-ci
portal-days-most = Le plus le { $day } : { $count }.
portal-by-procedure = Par démarche
portal-procedure = Démarche
portal-finished-on-time = À temps, une fois traités
portal-finished-note = « À temps, une fois traités » ne compte que les dossiers traités ; ceux qui sont hors délai comptent dans le taux de l'unité.

# Vérifier un récépissé
portal-verify = Vérifier un récépissé
portal-verify-genuine = Ce récépissé est authentique. Le dossier { $code } a été reçu à { $moment } ; le récépissé est signé par { $node }.
portal-verify-signed = La signature de ce récépissé est authentique : dossier { $code }, signé par { $node }, pas encore synchronisé ici. On pourra suivre l’avancement dès que cette machine aura été en contact ; si c’est urgent, demandez là où il a été déposé.
portal-verify-revoked = Ce récépissé porte la signature de { $node }, dont la clé a été révoquée à { $moment }, et l'écriture du dossier { $code } n'est pas ici. La signature seule ne suffit pas : demandez là où il a été déposé.
portal-verify-false = Ce récépissé n'a pas été délivré par le système de la province, ou son code QR a été modifié. Ne vous y fiez pas ; demandez au bureau qu'il nomme.
portal-verify-track = Voir l'avancement
portal-verify-is-genuine = Authentique
portal-verify-is-signed = Signature authentique, pas encore arrivé ici
portal-verify-is-revoked = Insuffisant pour s’y fier
portal-verify-is-false = Pas authentique
portal-verify-how = Scannez le code QR du récépissé avec votre téléphone. Cette page dit alors s'il est authentique.
portal-verify-limits = La vérification confirme seulement que le dossier a été reçu. Le reste du papier est à comparer auprès du bureau.

# Aide
portal-help-people = Pour tous
portal-help-find = Trouver une démarche, ses pièces, ses délais et ses frais :
portal-help-track = Voir où en est votre dossier, avec le code du récépissé :
portal-help-verify = Vérifier si un récépissé est authentique :
portal-help-rates = Calcul du respect des délais
portal-help-rates-what = Chaque taux est publié avec ses deux nombres et le moment où il est arrêté, pour que chacun puisse le vérifier.
portal-help-rates-formula = Taux = traités dans les délais ÷ (tous les traités + hors délai)
portal-help-rates-on-time = Dans les délais : décidé, ou refusé par écrit, au plus tard à l'heure promise. Compté le jour de la fin.
portal-help-rates-overdue = Hors délai : l'heure promise est passée et le dossier n'est pas terminé au moment indiqué. Laisser traîner un dossier n'améliore pas le taux.
portal-help-rates-open = Les dossiers encore dans les temps ne comptent d'aucun côté.
portal-help-rates-withdrawn = Les dossiers retirés par le demandeur ne comptent d'aucun côté.
portal-help-rates-pause = Tant que l'on attend des pièces ou un paiement du demandeur, un dossier n'est pas hors délai.
portal-help-rates-cutoff = Pour un mois passé, seul compte ce qui était hors délai à sa fin et reste ouvert. Les taux sont toujours arrondis vers le bas.
portal-help-rates-typed = Personne ne saisit de chiffres : chaque nombre est la somme des dossiers reçus et décidés.
portal-help-roles = Qui fait quoi
portal-help-reception = Reçoit les dossiers au guichet, imprime les récépissés, prend les compléments, remet les résultats.
portal-help-specialist = Examine les dossiers, demande une seule fois ce qui manque, propose le refus ou la signature.
portal-help-leader = Approuve un ou plusieurs dossiers, décide d'une nouvelle date, lit le tableau de bord.
portal-help-administrator = Ouvre et ferme les comptes de l'unité, donne les rôles et de nouveaux mots de passe.
portal-help-province = Voit les dossiers et les chiffres de toutes les communes de la province, pour aider.
portal-help-intermediary = Dépose en ligne pour des personnes, qui confirment par un code. Ne voit aucun autre dossier.
portal-help-keys = Touches
portal-help-enter = Champ suivant à la réception ; ouvrir un dossier dans une liste
portal-help-ctrl-enter = Presser le bouton principal de la page
portal-help-slash = Aller à la recherche
portal-help-jk = Descendre et monter dans la liste de travail
portal-help-x = Choisir un dossier, pour agir sur plusieurs à la fois

# Connexion
portal-sign-in-first = Cette page demande de se connecter, ou votre session est terminée. Vous reviendrez ensuite à la même page.
portal-sign-in-help = Mot de passe oublié ? L'administrateur de votre unité peut en donner un nouveau tout de suite. Suivre un dossier ne demande pas de compte.
