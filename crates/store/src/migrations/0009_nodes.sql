-- Ledgers may be written by other nodes. Whom an entry concerns besides its own unit (`*`: everybody) follows
-- from entries: it is what other nodes fetch.
create table inbox (
    unit         text   not null,
    reader       text   not null,
    seq          bigint not null,
    subject_kind text   not null,
    subject      text   not null,
    primary key (unit, reader, seq)
);
create index inbox_reader on inbox (reader, unit, seq);

-- A sign-in name is one of its unit: what another node sends can't take somebody's name away.
drop index account_unit;
alter table account rename to account_before;
create table account (
    person      text   not null primary key,
    unit        text   not null,
    province    text   not null,
    login       text   not null,
    name        text   not null,
    title       text   not null,
    roles       text   not null,
    open        bigint not null,
    version     bigint not null,
    assignments text   not null default '[]',
    moved_to    text
);
insert into account (person, unit, province, login, name, title, roles, open, version, assignments, moved_to)
    select person, unit, province, login, name, title, roles, open, version, assignments, moved_to
    from account_before;
drop table account_before;
create unique index account_unit on account (unit, login);
create index account_login on account (login);

-- Beside the ledger: what this node has of ledgers that are written elsewhere, whole or in excerpts, up to which
-- entry; how far the other side has ours, as it signed it; up to which entry somebody's node was served; files
-- that entries name and that are not here yet.
create table mirror (
    unit  text   not null primary key,
    whole bigint not null,
    seq   bigint not null,
    hash  blob   not null,
    at    bigint not null,
    proof text   not null
);
create table sent (
    unit  text   not null primary key,
    seq   bigint not null,
    hash  blob   not null,
    at    bigint not null,
    proof text   not null
);
create table fetched (
    unit   text   not null,
    reader text   not null,
    upto   bigint not null,
    primary key (unit, reader)
);
create table wanted (
    unit       text   not null,
    blob       text   not null,
    size_bytes bigint not null,
    media      text   not null,
    since      bigint not null,
    primary key (unit, blob)
);
create index wanted_size on wanted (size_bytes, blob);
create index wanted_blob on wanted (blob);
