# Le catalogue des démarches : origine des délais, frais, et défauts trouvés à l'importation.

limit-origin-portal = Selon le portail national
limit-origin-case = Selon le cas le plus long de la démarche
limit-origin-assumed = Le portail ne donne pas d'unité ; lu en jours, à confirmer
fee-kind-fee = Redevance
fee-kind-charge = Droit
territory-any = Dépôt à n'importe quel guichet
territory-bound = Dépôt au guichet compétent

finding-stray-spaces = Espaces au début ou à la fin ; retirées
finding-malformed-code = Code de démarche mal formé ; ligne ignorée
finding-free-text-time = Délai écrit en toutes lettres au lieu d'un nombre
finding-unit-other = Délai chiffré sans unité connue
finding-no-time = Aucun délai lisible ; ce mode de dépôt est ignoré
finding-repeated-channel = Mode de dépôt répété ; le délai le plus long vaut
finding-unknown-channel = Mode de dépôt inconnu ; ignoré
finding-unknown-level = Niveau d'administration inconnu ; ignoré
finding-odd-fee = Montant qui ne peut être en dongs ; ignoré
finding-duplicate-name = Même nom qu'une autre démarche ; les deux sont gardées
finding-duplicate-code = Code déjà rencontré ; ligne ignorée
finding-no-name = Sans nom ; ligne ignorée
finding-not-json = Ligne de format incorrect ; ignorée
finding-missing-column = Colonne manquante ; table illisible
