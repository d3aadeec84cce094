-- What people fill in before they send it: beside the ledger, dropped when it is sent or when nobody went on with it.
create table draft (
    unit       text   not null,
    id         text   not null,
    owner      text   not null,
    procedure  text   not null,
    version    bigint not null,
    body       text   not null,
    updated_at bigint not null,
    expires_at bigint not null,
    primary key (unit, id)
);
create index draft_owner on draft (unit, owner, updated_at);
create index draft_expires on draft (unit, expires_at);
