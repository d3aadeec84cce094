-- Whose a dossier is, outside the office: who sent it, the business in whose name, and the tax code of who asks. The
-- number stands in the row already. And whether somebody said that it is paid, for who looks whether the money came.
alter table dossier add column submitter text;
alter table dossier add column business text;
alter table dossier add column tax_code text;
alter table dossier add column paid bigint not null default 0;
create index dossier_paid on dossier (keeper, id) where paid = 1;
create index dossier_submitter on dossier (submitter, id) where submitter is not null;
create index dossier_business on dossier (business, id) where business is not null;
create index dossier_tax_code on dossier (tax_code, id) where tax_code is not null;
-- Which acts of citizens were taken up, for who looks for those that wait.
create index record_taken on record (key) where kind = 'sent-taken';
