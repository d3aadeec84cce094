# Pages d’information des bureaux, file d’attente, le site sur un téléphone.

places-title = Guichets
places-find = Trouver un guichet près de chez vous
places-all = Tous les guichets
places-search = Nom de la commune ou du quartier
places-lead = { $count ->
    [one] Un guichet dans la province.
   *[other] { $count } guichets dans la province.
 }
places-found = { $count ->
    [one] Un guichet porte le nom « { $text } ».
   *[other] { $count } guichets portent le nom « { $text } ».
 }
places-none = Aucun guichet ne porte le nom « { $text } »
places-none-next = Vérifiez le nom ou parcourez la liste complète. Les accents sont facultatifs.
places-now = En ce moment
places-no-wait = Pas d’attente.
places-wait = Environ { $minutes } min d’attente, { $waiting ->
    [one] une personne attend
   *[other] { $waiting } personnes attendent
 }.
places-near = { $unit }, à { $far } : environ { $minutes } min
places-near-free = { $unit }, à { $far } : pas d’attente
places-seen = Noté au guichet à { $time }.
places-metres = { $count } m
places-kilometres = { $count } km
places-hours = Heures d’ouverture
places-reach = Adresse et contact
places-reach-none = Le guichet n’a pas encore indiqué son adresse ni son contact.
places-address = Adresse
places-map = Sur la carte
places-phone = Téléphone
places-email = Courriel
places-paying = Paiement
places-staff = Qui vous reçoit
places-staff-none = Personne n’est encore nommé pour ce guichet.
places-services = Démarches
places-services-count = { $count ->
    [one] Une démarche est décidée
   *[other] { $count } démarches sont décidées
 } ici, dans { $fields ->
    [one] un domaine
   *[other] { $fields } domaines
 }.
places-services-all = Chercher une démarche
places-figures = Résultats
places-figures-more = Démarche par démarche
places-open-data = Données ouvertes (JSON)
places-span = Du { $from } au { $until }

queue-waiting = { $count ->
    [one] Une personne attend
   *[other] { $count } personnes attendent
 }
queue-came = Une personne de plus attend
queue-left = Une personne de moins attend
queue-called = Appeler le suivant
queue-counters = Guichets ouverts
queue-set = Fixer

info-title = Page d’information
info-lead = Tout le monde lit ceci sur la page de l’unité.
info-see = Voir la page
info-address-hint = Numéro, rue, village ; sans le nom de l’unité
info-lat = Latitude
info-lat-hint = Comme sur une carte, par exemple 21.327
info-lon = Longitude
info-lon-hint = Par exemple 103.9144
info-paying = Comment payer à distance
info-paying-hint = Titulaire et numéro du compte, banque, libellé à indiquer. Affiché quand un dossier attend un paiement.
info-save = Enregistrer
info-announce-title = Nouvelle annonce
info-announcement = En quelques mots
info-announcement-hint = Une phrase courte, par exemple : Cartes d’identité délivrées au village de Hạm
info-text = Détails
info-from = Affichée à partir du
info-until = Jusqu’au
info-announce = Publier l’annonce
info-announced = Annonces en cours et à venir
info-announced-none = Aucune annonce.
info-withdraw = Retirer
info-said-saved = Enregistré. La page de l’unité a changé.
info-said-announced = Annonce publiée.
info-said-withdrawn = Annonce retirée.

problem-spot = La latitude et la longitude sont deux nombres situés au Viêt Nam, par exemple 21.327 et 103.9144. Laissez les deux vides si vous ne les connaissez pas.
problem-announcement-title = Dites en quelques mots ce qui est annoncé.
problem-announcement-ends = Le dernier jour doit être aujourd’hui ou plus tard, et pas avant le premier.
problem-announcement-long = Une annonce reste un an au plus. Choisissez un dernier jour plus proche.
problem-announcement-many = Il y a déjà 20 annonces. Retirez-en une d’abord.
problem-counters = De 1 à 50 guichets peuvent être ouverts.

offline-title = Pas de connexion
offline-what = Cette page ne peut pas s’ouvrir : votre appareil n’a pas de connexion.
offline-again = Réessayer
offline-kept = Dossiers vus récemment
offline-seen = Vu à { $moment }. Il n’y a pas de connexion ; le dossier a pu avancer depuis.
