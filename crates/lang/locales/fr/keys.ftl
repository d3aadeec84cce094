# Clés pour programmes

manage-keys = Clés pour programmes
manage-keys-what = Un programme muni d'une clé agit au nom de cette personne : il reçoit des dossiers, consulte, rend compte. Qui détient la clé a ses droits : gardez-la comme un mot de passe.
manage-keys-none = Aucune clé.
manage-key-fresh = Nouvelle clé. Copiez-la maintenant : elle ne sera plus affichée.
manage-key-label = À quoi sert la clé
manage-key-hint = Par exemple : comptabilité, écran de suivi.
manage-key-issue = Créer une clé
manage-key-since = depuis { $at }
manage-key-revoked = Retirée { $at }
manage-key-revoke = Retirer
manage-said-key-revoked = La clé est retirée. Le programme qui la détient n'a plus accès.

problem-key-label = Dites à quoi sert la clé, en 80 caractères au plus.
problem-too-many-keys = Cette personne a déjà 10 clés actives. Retirez-en.
