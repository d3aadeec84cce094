# Modules : contrôler, jouer, dessiner, comparer

cli-pack-fault = { $file }:{ $line }:{ $column } : { $what }
cli-pack-proposal =   → peut-être : { $proposal }
cli-pack-good = { $id } { $version } : { $title } — procédures { $procedures }, formulaires { $forms }, registres { $registers }, papiers { $papers }, guides { $guides }, récits { $stories }
cli-pack-broken = { $n } défauts ; le module est inutilisable.
cli-pack-none = Pas de module dans { $dir } (pas de pack.toml)
cli-pack-story-good = réussi { $file } ({ $scenes } scènes) : { $title }
cli-pack-story-failed = échoué { $file } (scène { $scenes }) : { $title }
cli-pack-stories = Récits : { $passed } réussis, { $failed } échoués.

pack-fault-syntax = Illisible : { $said }
pack-fault-unknown-key = Pas de clé { $name } ici
pack-fault-missing-key = { $name } manque
pack-fault-bad-value = Valeur incorrecte : { $name }
pack-fault-language-missing = Il manque les mots en { $name } ; chaque nom en demande en vi, en et fr
pack-fault-unknown-file = Le fichier { $name } n'a pas de place dans un module
pack-fault-too-large = Trop grand : { $name }
pack-fault-manifest-missing = Pas de pack.toml
pack-fault-unknown-pack = Pas de module { $name }
pack-fault-unknown-process = Pas de processus { $name }
pack-fault-unknown-step = Pas d'étape { $name }
pack-fault-step-twice = L'étape { $name } figure deux fois, ou porte un nom réservé
pack-fault-act-twice = L'acte { $name } figure deux fois à cette étape
pack-fault-to-missing = L'acte { $name } doit dire où il mène : to = "…"
pack-fault-ends-here = Seuls le refus, le retrait et la remise terminent un dossier
pack-fault-unreachable = Aucun acte ne mène à l'étape { $name }
pack-fault-dead-end = Depuis l'étape { $name }, la fin est inaccessible
pack-fault-role-unheld = Le rôle { $name } ne traite pas de dossiers
pack-fault-open-missing = L'acte { $name } ouvre des dossiers mais ne dit pas lesquels : open = …
pack-fault-open-elsewhere = Seul un acte kind = "open" ouvre des dossiers
pack-fault-norms-over-limit = Les normes des étapes font { $norms } heures, plus que le délai { $limit } ({ $hours } heures)
pack-fault-procedure-twice = La procédure { $name } figure dans deux modules, l'autre est { $other }
pack-fault-procedure-incomplete = La procédure { $name } n'est pas au catalogue national ; le module doit tout en dire
pack-fault-unknown-procedure = Pas de procédure { $name }
pack-fault-file-name = Le nom du fichier ne convient pas : { $name }
pack-fault-unknown-form = Pas de formulaire { $name }
pack-fault-form-broken = Le formulaire n'est pas un schéma valide : { $said }
pack-fault-unknown-field = Le formulaire n'a pas de champ { $name }
pack-fault-unknown-paper = Pas de papier { $name }
pack-fault-unknown-register = Pas de registre { $name }
pack-fault-guide-place = Un guide pour ce qui n'existe pas : { $name }
pack-fault-guide-head = Un guide commence par un en-tête entre deux lignes de +++
pack-fault-raw-html = Pas de HTML dans un guide ; écrivez en Markdown
pack-fault-condition-broken = La condition est illisible : { $said }
pack-fault-condition-name = La condition demande { $name }, inconnu ici
pack-fault-number-missing = Pour changer ou clore une inscription de { $name }, dites son numéro : number = …
pack-fault-overlay-law = L'étape propre d'une unité ne touche pas à ce que fixe la loi : { $name }
pack-fault-story-broken = Le récit ne peut être joué : { $said }
pack-fault-story-failed = { $what } : attendu { $expected }, obtenu { $came }
