-- A dossier may go to another unit: its row stays behind as a stub that says where to. Who finds a row is its
-- keeper: its unit, or, once that unit is closed, the unit that keeps the archive.
alter table dossier add column moved_to text;
alter table dossier add column keeper text not null default '';
update dossier set keeper = unit;
drop index dossier_unit_open;
drop index dossier_unit;
drop index dossier_unit_runs;
drop index dossier_applicant;
drop index dossier_number;
drop index dossier_phone;
drop index dossier_assignee;
create index dossier_keeper_open on dossier (keeper, open, sort_at, id);
create index dossier_keeper on dossier (keeper, id);
create index dossier_assignee on dossier (keeper, assignee, open, sort_at, id);
create index dossier_keeper_runs on dossier (keeper, runs_to);
create index dossier_applicant on dossier (applicant_fold, keeper, id);
create index dossier_number on dossier (number, keeper);
create index dossier_phone on dossier (phone, keeper);
create index dossier_moved on dossier (unit, id) where moved_to is not null;

-- A person too may be on the way to another unit.
alter table account add column moved_to text;
