-- Roles that hold from a day to a day, and who took a dossier on.
alter table account add column assignments text not null default '[]';
alter table dossier add column assignee text;
create index dossier_assignee on dossier (unit, assignee, open, sort_at, id);
