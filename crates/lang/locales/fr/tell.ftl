# Messages envoyés

notice-code = Votre code : { $code }. Ne le lisez qu'à qui dépose pour vous, si vous êtes d'accord.

tell-subject = Au sujet de { $code }
tell-amount = { $amount } VND
tell-automatic = Ce message est envoyé automatiquement, merci de ne pas y répondre.

# Réglages des messages

tell-config-unreadable = { $file } est illisible (ligne { $line }) : { $what }. Vérifiez le fichier et les droits de lecture.
tell-config-shape = { $file }, ligne { $line } : { $what }. Corrigez cette ligne.
tell-config-secret = { $file }, ligne { $line } : le fichier du secret est illisible ({ $what }). Créez-le à côté de { $file }, avec le secret pour seul contenu.
tell-config-unfit = { $file }, ligne { $line } : une valeur est inutilisable ({ $what }). Corrigez cette section.

problem-code-tried = Le code de confirmation est faux. Essais restants : { $left }.
problem-code-over = Le code de confirmation ne peut plus servir : plus de 10 minutes, déjà utilisé, ou 5 erreurs. Demandez-en un nouveau.
