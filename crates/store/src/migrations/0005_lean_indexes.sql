-- What is open is a small part of what there is: lists of it get indexes that hold no more than that, so that
-- an archive of a million dossiers costs the counter nothing.
drop index dossier_keeper_open;
create index dossier_keeper_open on dossier (keeper, sort_at, id) where open = 1;
drop index dossier_province_open;
create index dossier_province_open on dossier (province, sort_at, id) where open = 1;
drop index dossier_keeper_runs;
create index dossier_keeper_runs on dossier (keeper, runs_to) where runs_to is not null;
drop index dossier_province_runs;
create index dossier_province_runs on dossier (province, runs_to, unit) where runs_to is not null;
drop index dossier_assignee;
create index dossier_assignee on dossier (keeper, assignee, open, sort_at, id) where assignee is not null;
drop index dossier_number;
create index dossier_number on dossier (number, keeper) where number is not null;
drop index dossier_phone;
create index dossier_phone on dossier (phone, keeper) where phone is not null;
drop index outbox_next;
create index outbox_next on outbox (next_at) where next_at is not null;
