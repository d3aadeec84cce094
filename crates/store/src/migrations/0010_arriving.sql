-- What is on its way to another unit is looked for with every commit: by when it was given away, so that the many
-- rows that stayed behind long ago aren't looked through each time.
create index dossier_given on dossier (updated_at, id) where moved_to is not null;
create index account_moving on account (moved_to, person) where moved_to is not null;
