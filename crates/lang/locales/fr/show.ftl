# Les mots que toutes les pages sur les dossiers partagent

show-today = { $time } aujourd'hui
show-tomorrow = { $time } demain
show-yesterday = { $time } hier
show-promised = promis pour { $at }
show-promised-later = échéance recalculée à la reprise
show-done = Terminé à { $at }
by-system = Le système
by-elsewhere = Un agent d’une autre unité
show-end = Fin

stage-submitted = En attente d'acceptation
stage-received = Vient d'être reçu
stage-processing = En cours d'instruction
stage-awaiting-documents = En attente de pièces
stage-awaiting-payment = En attente de paiement
stage-awaiting-answers = En attente d'autres unités
stage-declined = Non accepté
stage-stopped = Refusé
stage-lapsed = Clos, sans complément
stage-withdrawn = Retiré par le demandeur
stage-resolved = Résultat prêt, à remettre
stage-delivered = Résultat remis

event-submitted = Déposé en ligne
event-received = Reçu
event-accepted = Dépôt en ligne accepté
event-moved = Passage à une autre étape
event-supplement-asked = Complément demandé
event-payment-asked = Paiement demandé
event-resumed = L'instruction reprend
event-refused = Refus
event-extended = Excuses et nouvelle date
event-approved = Résultat approuvé et signé
event-delivered = Résultat remis
event-lapsed = Clos, les pièces manquantes n’étant pas venues à temps
event-recounted = Date promise recalculée
event-entered = Rempli et inscrit
event-revised = Passe à une nouvelle version
event-opened = D'autres sont consultés, ou des dossiers ouverts
event-child-ended = Un dossier ouvert d'ici est terminé
event-withdrawn = Retrait
event-corrected = Fiche corrigée
event-handed-over = Remis à une autre unité
event-payment-told = Le demandeur a signalé le paiement
event-recalled = Rappelé en cours de remise
event-taken-over = Repris de l’unité précédente
event-assigned = Prise en charge

part-reception = Réception
part-examination = Examen
part-decision = Signature
part-delivery = Remise du résultat
