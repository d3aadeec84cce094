-- What a unit keeps besides dossiers, accounts and procedures: the newest version of each record.
create table record (
    unit    text   not null,
    kind    text   not null,
    key     text   not null,
    version bigint not null,
    at      bigint not null,
    actor   text   not null,
    body    text   not null,
    primary key (unit, kind, key)
);
create index record_kind on record (kind, unit, at);
