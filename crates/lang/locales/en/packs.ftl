# Packs: check, test, draw, compare

cli-pack-fault = { $file }:{ $line }:{ $column }: { $what }
cli-pack-proposal =   → perhaps: { $proposal }
cli-pack-good = { $id } { $version }: { $title } — procedures { $procedures }, forms { $forms }, registers { $registers }, papers { $papers }, guides { $guides }, stories { $stories }
cli-pack-broken = { $n } faults; the pack can't be used.
cli-pack-none = There is no pack in { $dir } (no pack.toml)
cli-pack-story-good = passed { $file } ({ $scenes } scenes): { $title }
cli-pack-story-failed = failed { $file } (scene { $scenes }): { $title }
cli-pack-stories = Stories: { $passed } passed, { $failed } failed.

pack-fault-syntax = Can't be read: { $said }
pack-fault-unknown-key = There is no key { $name } here
pack-fault-missing-key = { $name } is missing
pack-fault-bad-value = Not a value for this: { $name }
pack-fault-language-missing = The words in { $name } are missing; each name needs vi, en and fr
pack-fault-unknown-file = The file { $name } belongs nowhere in a pack
pack-fault-too-large = Too large: { $name }
pack-fault-manifest-missing = There is no pack.toml
pack-fault-unknown-pack = There is no pack { $name }
pack-fault-unknown-process = There is no process { $name }
pack-fault-unknown-step = There is no step { $name }
pack-fault-step-twice = The step { $name } stands twice, or has a name that is taken
pack-fault-act-twice = The act { $name } stands twice at this step
pack-fault-to-missing = The act { $name } must say where it leads: to = "…"
pack-fault-ends-here = Only refusing, withdrawing and delivering end a dossier
pack-fault-unreachable = No act leads to the step { $name }
pack-fault-dead-end = From the step { $name } the end can't be reached
pack-fault-role-unheld = Holders of the role { $name } don't act on dossiers
pack-fault-open-missing = The act { $name } opens children but doesn't say which: open = …
pack-fault-open-elsewhere = Only an act of kind = "open" opens children
pack-fault-norms-over-limit = The steps' norms take { $norms } hours, more than the limit { $limit } ({ $hours } hours)
pack-fault-procedure-twice = The procedure { $name } stands in two packs, the other is { $other }
pack-fault-procedure-incomplete = The procedure { $name } isn't in the national catalogue, so the pack must say all about it
pack-fault-unknown-procedure = There is no procedure { $name }
pack-fault-file-name = The file's name doesn't fit: { $name }
pack-fault-unknown-form = There is no form { $name }
pack-fault-form-broken = The form isn't a valid schema: { $said }
pack-fault-unknown-field = The form has no field { $name }
pack-fault-unknown-paper = There is no paper { $name }
pack-fault-unknown-register = There is no register { $name }
pack-fault-guide-place = A guide for what isn't there: { $name }
pack-fault-guide-head = A guide begins with a head between two lines of +++
pack-fault-raw-html = No HTML in a guide; write Markdown
pack-fault-condition-broken = The condition can't be read: { $said }
pack-fault-condition-name = The condition asks for { $name }, which isn't known here
pack-fault-number-missing = To change or end a record of { $name }, say its number: number = …
pack-fault-overlay-law = A unit's own step never touches what is the law's: { $name }
pack-fault-story-broken = The story can't be played: { $said }
pack-fault-story-failed = { $what }: expected { $expected }, came { $came }
