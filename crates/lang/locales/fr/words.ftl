# Numbers that people type: what is wrong with one.

problem-personal-number-length = Un numéro d’identification personnel compte exactement 12 chiffres.
problem-personal-number-place = Les trois premiers chiffres ne désignent aucun lieu d’enregistrement de naissance.
problem-personal-number-year = L’année de naissance du numéro est impossible : vérifiez les chiffres quatre à six.
problem-tax-code-shape = Un code fiscal compte 10 ou 12 chiffres, ou 10 chiffres et 3 autres pour une unité rattachée.
problem-tax-code-check = Le code fiscal est faux : son dixième chiffre ne s’accorde pas avec les neuf précédents.
problem-phone-shape = Le numéro de téléphone est faux : donnez un numéro vietnamien, par exemple 0900 000 000.
problem-email = Cette adresse de courriel est incomplète. Exemple : nom@example.vn
