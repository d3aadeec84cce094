# Gérer les machines des unités : ce qui ne peut se faire, et pourquoi
problem-node-name = Nommez la machine, pour que d'autres la reconnaissent.
problem-node-unit = La province n'a pas d'unité { $unit } aujourd'hui. Vérifiez son code.
problem-node-units = Choisissez de 1 à 20 unités, chacune une seule fois.
problem-node-centre-unit = { $unit } est l'unité de la machine de la province elle-même ; elle ne peut être confiée à une autre.
problem-node-home-elsewhere = { $unit } travaille sur sa propre machine. Pour la remplacer, dites-le ; ou reprenez d'abord le registre à la province.
problem-node-invited = { $unit } a déjà une invitation ouverte. Utilisez-la, ou retirez-la et invitez de nouveau.
problem-node-not-centre = Ce n'est pas la machine de la province. Faites-le sur la machine de la province.
problem-node-other-key = La clé node.key de ce dossier n'est pas celle que la province a enregistrée. Utilisez le dossier de la province.
problem-node-not-enrolled = Cette machine ne s'est pas encore inscrite : rien ne peut lui être confié.
problem-node-revoked = Cette machine a été révoquée. Invitez-en une nouvelle.
problem-node-centre = C'est la machine de la province : elle ne peut être révoquée ni recevoir d'unités.
problem-node-enrolled = Cette machine s'est inscrite : il n'y a plus d'invitation à retirer. Pour l'exclure, révoquez-la.
problem-node-settled = Quelqu'un l'a déjà réglé. Rechargez la page pour voir la note.
problem-node-note = Dites ce qui a été fait, en quelques mots au moins.
