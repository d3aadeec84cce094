-- Beside the ledger: what lasts from one request to another and opens once (a sign-in that has begun, a key that is
-- being registered), and the second factors of officers, with the last code of theirs that was used.
create table step (
    digest  blob   not null primary key,
    unit    text   not null,
    kind    text   not null,
    body    text   not null,
    ends_at bigint not null
);
create index step_ends on step (unit, ends_at);
create table factor (
    person     text   not null primary key,
    unit       text   not null,
    body       text   not null,
    last_code  bigint not null,
    changed_at bigint not null
);
