# Units that change
nav-territory = Territory
territory-title = Dossiers that wait for a receiving unit
territory-lead = { $count ->
    [one] One dossier of a divided unit has no receiving unit yet. Its due date runs on.
   *[other] { $count } dossiers of divided units have no receiving unit yet. Their due dates run on.
 }
territory-old-unit = Old unit
territory-all = All old units
territory-candidates = May go to
territory-choose = Choose the receiving unit for the ticked dossiers
territory-shown = The { $shown } most urgent of { $all }
territory-empty = No dossier waits for a decision.
territory-empty-next = When a unit is divided and no rule tells where a dossier belongs, it stands here.
territory-ask = { $count ->
    [one] Which unit takes this dossier over?
   *[other] Which unit takes these { $count } dossiers over?
 }
territory-to = Receiving unit
territory-act = Document
territory-act-hint = Number and symbol, for example 15/QĐ-UBND
territory-reason = Why this unit
territory-unchanged = Codes, due dates and finished steps stay. The applicants are told the new unit.
territory-do = { $count ->
    [one] Hand the dossier over
   *[other] Hand { $count } dossiers over
 }
territory-none-common = No unit succeeds the old units of all the dossiers chosen. Choose those of one old unit at a time.
territory-said = { $count ->
    [one] One dossier was handed over to { $unit }.
   *[other] { $count } dossiers were handed over to { $unit }.
 }

reorganise-elsewhere = { $count ->
    [one] One unit still hands over by itself, when its own machine connects.
   *[other] { $count } units still hand over by themselves, when their own machines connect.
}
