-- A dossier may have begun from another one, and may wait to hear from those that began from it. Both are looked
-- for where a crash left something between two ledgers.
alter table dossier add column parent text;
alter table dossier add column children bigint not null default 0;
alter table dossier add column internal bigint not null default 0;
create index dossier_parent on dossier (parent, unit) where parent is not null;
create index dossier_children on dossier (id) where children > 0;
