# Le temps légal : la date d’échéance et ses raisons.

# Le délai d’une démarche
limit-same-day = Le jour même
limit-working-hours = { $amount } { $amount ->
        [one] heure ouvrée
       *[other] heures ouvrées
    }
limit-working-days = { $amount } { $amount ->
        [one] jour ouvré
       *[other] jours ouvrés
    }
limit-calendar-days = { $amount } { $amount ->
        [one] jour
       *[other] jours
    }
limit-months = { $amount } mois

# Ce qui reste
left-days = { $amount ->
        [one] Reste { $amount } jour ouvré
       *[other] Restent { $amount } jours ouvrés
    }
left-hours = { $amount ->
        [one] Reste { $amount } heure ouvrée
       *[other] Restent { $amount } heures ouvrées
    }
left-minutes = { $amount ->
        [one] Reste { $amount } minute
       *[other] Restent { $amount } minutes
    }
due-today = Échéance aujourd’hui, { $amount ->
        [one] reste { $amount } heure ouvrée
       *[other] restent { $amount } heures ouvrées
    }
late-now = Délai tout juste dépassé
late-hours = { $amount } { $amount ->
        [one] heure ouvrée
       *[other] heures ouvrées
    } de retard
late-days = { $amount } { $amount ->
        [one] jour ouvré
       *[other] jours ouvrés
    } de retard

# Pourquoi cette échéance : depuis quand (from), jusqu’à quand (to), combien (amount)
ground-received-outside-hours = Votre dossier est arrivé le { $from }, hors des heures d’ouverture. Le délai court à partir du { $to }.
ground-after-same-day-cutoff = Votre dossier est arrivé le { $from }, après { $amount } : le résultat est remis le jour ouvré suivant.
ground-last-hour-before-closing = Votre dossier est arrivé le { $from }, à moins de { $amount } de la fermeture. Le délai court à partir du { $to }.
ground-online-after-hours = Votre dossier a été envoyé en ligne le { $from }, après { $amount }. Le délai court à partir du { $to }.
ground-first-day-not-counted = Le jour de réception du dossier ({ $from }) ne compte pas.
ground-holiday-skipped = Les jours fériés ne comptent pas : { $amount }, du { $from } au { $to }.
ground-compensation-skipped = Les jours de repos remplaçant un jour férié tombé un week-end ne comptent pas : { $amount }, du { $from } au { $to }.
ground-swap-off-skipped = Les jours de repos échangés ne comptent pas : { $amount }, du { $from } au { $to } ; ils sont travaillés un autre jour.
ground-weekend-skipped = Les samedis et dimanches ne comptent pas : { $amount } entre le { $from } et le { $to }.
ground-closed-day-skipped = Les jours où le bureau n’ouvre pas ne comptent pas : { $amount }, du { $from } au { $to }.
ground-closed-locally = Les jours où ce bureau reste fermé ne comptent pas : { $amount }, du { $from } au { $to } ({ $note }).
ground-extra-day-counted = Un jour d’ouverture supplémentaire de ce bureau compte : le { $from } ({ $note }).
ground-other-sessions-locally = Le { $from }, ce bureau a d’autres horaires que d’habitude ({ $note }).
ground-make-up-day-counted = Un jour de repos travaillé en remplacement compte : le { $from }.
ground-ends-on-day-off = Le dernier jour est un jour de repos : le délai prend fin le jour ouvré suivant, le { $to }.
ground-limit-working-days = Le délai est de { $amount } et prend fin le { $to }.
ground-limit-hours = Le délai est de { $amount }, du { $from } au { $to }.
ground-limit-same-day = Cette démarche donne son résultat le jour même, au plus tard le { $to }.
ground-limit-calendar-days = Le délai est de { $amount }, jours de repos compris, et prend fin le { $to }.
ground-limit-months = Le délai est de { $amount } et prend fin le { $to }.
ground-restarted-after-supplement = Votre dossier a été complété le { $from }. Le délai recommence depuis le début.
ground-pause-subtracted = L’attente de pièces ou d’un paiement ne compte pas, du { $from } au { $to }.
ground-later-promise-kept = Recalculée depuis le début, la date serait { $from } ; celle promise auparavant, { $to }, est plus tardive et reste.
ground-recounted-by-decision = La date a été recalculée avec les nouveaux jours chômés, sur décision du responsable à { $from } : { $to }.
ground-extended-once = L’échéance a été repoussée une fois, avec des excuses : du { $from } au { $to }.
ground-calendar-not-yet-published = Les jours fériés à partir du { $from } ne sont pas encore annoncés officiellement. L’échéance peut changer quand ils le seront.
ground-calendar-version = Compté selon le calendrier publié par la province, version { $amount }.

# Combien d’heures ouvrées ont compté
counted-hours = { $hours } h
counted-hours-minutes = { $hours } h { $minutes } min

# Fondements
article-decree-118 = Décret 118/2025/NĐ-CP
article-decree-118-17 = Décret 118/2025/NĐ-CP, article 17
article-decree-118-18 = Décret 118/2025/NĐ-CP, article 18
article-civil-code-147 = Code civil de 2015, article 147
article-civil-code-148 = Code civil de 2015, article 148
article-labour-code-111 = Code du travail de 2019, article 111
article-labour-code-112 = Code du travail de 2019, article 112
article-decision-766 = Décision 766/QĐ-TTg de 2022
article-yearly-swap-notice = L’annonce annuelle des jours de travail échangés
article-office-hours = Les heures d’ouverture affichées du bureau
article-closure-notice = L’avis de fermeture ou d’ouverture du bureau
article-published-calendar = Le calendrier publié par la province
article-procedure-limit = Le délai publié de la démarche
