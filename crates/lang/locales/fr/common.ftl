# Words that every room shares.

app-name = Motcua
app-tagline = Guichet unique des communes, quartiers et zones spéciales

yes = Oui
no = Non
save = Enregistrer
cancel = Annuler
back = Retour
next = Continuer
search = Rechercher
confirm = Confirmer
close = Fermer
edit = Modifier
print = Imprimer
download = Télécharger
show = Voir
all = Tout
none = Aucun
optional = facultatif
required = obligatoire
skip-to-content = Aller au contenu principal
home = Accueil
help = Aide

language = Langue
language-vi = Vietnamien
language-en = Anglais
language-fr = Français

sign-in = Se connecter
sign-out = Se déconnecter

# Quantities of time
minutes-count = { $count } { $count ->
        [one] minute
       *[other] minutes
    }
hours-count = { $count } { $count ->
        [one] heure
       *[other] heures
    }
working-hours-count = { $count } { $count ->
        [one] heure ouvrée
       *[other] heures ouvrées
    }
days-count = { $count } { $count ->
        [one] jour
       *[other] jours
    }
working-days-count = { $count } { $count ->
        [one] jour ouvré
       *[other] jours ouvrés
    }
months-count = { $count } mois
years-count = { $count } { $count ->
        [one] an
       *[other] ans
    }
today = Aujourd’hui
yesterday = Hier
tomorrow = Demain

case-coded = Cas { $code }
case-named = { $name } ({ $code })
channel = Mode de dépôt
channel-counter = Au guichet
channel-online = En ligne
channel-post = Par courrier

role-reception = Accueil
role-specialist = Agent instructeur
role-leader = Responsable
role-administrator = Administrateur de l’unité
role-province = Province
role-intermediary = Intermédiaire

# Error pages: title, what happened, what to do
error-401-title = Connexion nécessaire
error-401-what = Cette page est réservée aux personnes connectées, ou votre session a expiré.
error-401-next = Connectez-vous, puis rouvrez la page.
error-403-title = Vous n’avez pas ce droit
error-403-what = Votre compte n’a pas reçu le droit de voir ou de faire cela.
error-403-next = Si vous en avez besoin, adressez-vous à l’administrateur de votre unité.
error-404-title = Introuvable
error-404-what = Cette page ou ce dossier n’existe pas, ou vous ne pouvez pas le voir.
error-404-next = Vérifiez l’adresse, ou cherchez par le numéro du dossier.
error-409-title = Modifié entre-temps
error-409-what = Une autre personne a fait une mise à jour pendant votre travail. Rien n’a été écrasé.
error-409-next = Rouvrez la page pour voir l’état le plus récent, puis continuez.
error-elsewhere-title = Cette unité travaille sur sa propre machine
error-elsewhere-what = Les dossiers, comptes et horaires de cette unité s’écrivent sur la machine de l’unité. Celle-ci n’en garde qu’une copie à lire : rien n’a été modifié.
error-elsewhere-next = Faites-le sur la machine de l’unité, ou demandez à quelqu’un là-bas. Si cette machine est en panne ou perdue, les administrateurs de la province trouvent que faire sous Machines des unités.
error-file-coming-title = Le fichier est en route
error-file-coming-what = Ce fichier a été remis sur une autre machine et n’est pas encore arrivé en entier.
error-file-coming-next = Continuez autre chose et rouvrez-le plus tard ; il arrive de lui-même dès qu’il y a une ligne.
error-file-lost-title = Ce fichier n’existe plus
error-file-lost-what = Le dossier mentionne ce fichier, mais la machine qui l’a reçu ne l’a plus.
error-file-lost-next = Demandez à l’unité qui a reçu le dossier l’original papier ou une autre numérisation.
error-refused-title = Impossible pour l’instant
error-refused-what = La procédure ou les règles ne le permettent pas. Rien n’a changé.
error-refused-next = Revenez en arrière, voyez ce qui manque ou choisissez un autre acte.
error-413-title = Fichier trop volumineux
error-413-what = Ce que vous avez envoyé dépasse la taille permise.
error-413-next = Revenez à la page précédente : ce que vous avez saisi y est en général encore. Choisissez un fichier plus petit, reprenez une photo plus légère, ou envoyez-les en plusieurs fois.
error-415-title = Type de fichier refusé
error-415-what = Le système n’accepte pas ce type de fichier ou ce format.
error-415-next = Convertissez-le en PDF, JPEG ou PNG et renvoyez-le.
error-422-title = Informations non valides
error-422-what = Des informations manquent ou sont incorrectes : rien n’a été enregistré.
error-422-next = Corrigez-les et renvoyez.
error-429-title = Trop de demandes
error-429-what = Vous avez envoyé trop de demandes en peu de temps.
error-429-next = Attendez une minute, puis réessayez.
error-500-title = Une erreur est survenue
error-500-what = La faute vient du système, non de vous. Votre dernière action n’est peut-être pas enregistrée.
error-500-next = Réessayez ; si l’erreur persiste, donnez son code à l’administrateur de votre unité.
error-paper = Le papier du paquet est fautif et ne peut être imprimé ; le dossier fonctionne comme avant. Prévenez l’auteur du paquet : { $fault }
error-503-title = Momentanément indisponible
error-503-what = La base de données redémarre ou est surchargée. Tout ce qui était enregistré est intact.
error-503-next = Réessayez dans quelques secondes. Si cela dure plus de cinq minutes, prévenez l’administrateur de l’unité.
error-507-title = Espace de stockage plein
error-507-what = Le serveur n’a plus de place : votre dernière action n’a pas été enregistrée.
error-507-next = Prévenez aussitôt l’administrateur de votre unité ; ce qui était enregistré est intact.
error-reference = Code d’erreur : { $reference }
