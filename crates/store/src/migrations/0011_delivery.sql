-- Beside the ledger: how notices leave the house. One-time codes, by the digest of telephone and purpose: with the
-- seed, only the node's key makes the code.
create table code (
    unit       text   not null,
    key        text   not null,
    seed       blob   not null,
    expires_at bigint not null,
    tries      bigint not null,
    primary key (unit, key)
);
-- Each try to deliver a notice: all of them beside the province's ledger, for receipts name no unit.
create table delivery (
    unit     text   not null,
    notice   text   not null,
    attempt  bigint not null,
    kind     text   not null,
    channel  text   not null,
    provider text   not null,
    state    text   not null,
    parts    bigint not null,
    cost_vnd bigint not null,
    at       bigint not null,
    took_ms  bigint not null,
    fault    text   not null,
    primary key (unit, notice, attempt)
);
create index delivery_at on delivery (unit, at, notice, attempt);
-- What providers said of each part, by their ids; a receipt may come before our own note names its notice.
create table receipt (
    unit        text   not null,
    provider    text   not null,
    provider_id text   not null,
    notice      text   not null,
    attempt     bigint not null,
    state       text   not null,
    heard_at    bigint,
    primary key (unit, provider, provider_id)
);
create index receipt_notice on receipt (unit, notice, attempt);
create index receipt_unknown on receipt (unit, heard_at) where notice = '';
-- Somebody waits for a code: it goes before what else is due.
create index outbox_code on outbox (next_at) where kind = 'code';
-- Notices that nobody takes any more, until an administrator tries again.
create index outbox_failed on outbox (at) where next_at is null and done_at is null;
