-- The register that only grows. Every table carries its unit, so that a unit of work touches one unit's rows
-- and a province can be spread over servers by unit.
create table entry (
    unit         text   not null,
    seq          bigint not null,
    at           bigint not null,
    actor        text   not null,
    subject_kind text   not null,
    subject      text   not null,
    version      bigint not null,
    kind         text   not null,
    body_version bigint not null,
    body         text,
    salt         blob,
    commitment   blob,
    prev         blob   not null,
    hash         blob   not null,
    primary key (unit, seq)
);
create unique index entry_subject on entry (subject, subject_kind, version, unit);

-- Everything below, up to "beside the ledger", can be rebuilt from entries.
create table dossier (
    unit           text   not null,
    id             text   not null,
    province       text   not null,
    code           text   not null,
    procedure      text   not null,
    revision       text   not null,
    channel        text   not null,
    applicant      text   not null,
    applicant_fold text   not null,
    number         text,
    phone          text,
    stage          text   not null,
    national       bigint not null,
    step           text   not null,
    filed_at       bigint not null,
    received_at    bigint,
    due_at         bigint,
    runs_to        bigint,
    finished_at    bigint,
    ended_at       bigint,
    open           bigint not null,
    sort_at        bigint not null,
    version        bigint not null,
    updated_at     bigint not null,
    state          text   not null,
    primary key (id, unit)
);
create unique index dossier_code on dossier (code, unit);
create index dossier_unit_open on dossier (unit, open, sort_at, id);
create index dossier_province_open on dossier (province, open, sort_at, id);
create index dossier_unit on dossier (unit, id);
create index dossier_unit_runs on dossier (unit, runs_to);
create index dossier_province_runs on dossier (province, runs_to, unit);
create index dossier_applicant on dossier (applicant_fold, unit, id);
create index dossier_number on dossier (number, unit);
create index dossier_phone on dossier (phone, unit);

create table tally (
    unit      text   not null,
    province  text   not null,
    day       bigint not null,
    procedure text   not null,
    measure   text   not null,
    n         bigint not null,
    primary key (unit, day, procedure, measure)
);
create index tally_province on tally (province, day);

create table series (
    unit text   not null,
    day  bigint not null,
    last bigint not null,
    primary key (unit, day)
);

create table account (
    person   text   not null primary key,
    unit     text   not null,
    province text   not null,
    login    text   not null unique,
    name     text   not null,
    title    text   not null,
    roles    text   not null,
    open     bigint not null,
    version  bigint not null
);
create index account_unit on account (unit, login);

-- The definition itself stands in the entry; the row says where.
create table procedure (
    unit     text   not null,
    code     text   not null,
    revision text   not null,
    current  bigint not null,
    seq      bigint not null,
    at       bigint not null,
    primary key (unit, code, revision)
);

create table outbox (
    unit     text   not null,
    id       text   not null,
    kind     text   not null,
    body     text   not null,
    at       bigint not null,
    attempts bigint not null,
    next_at  bigint,
    done_at  bigint,
    primary key (unit, id)
);
create index outbox_next on outbox (next_at);

-- Beside the ledger: secrets, and what is only needed for a while.
create table idempotency (
    unit   text   not null,
    scope  text   not null,
    key    text   not null,
    digest blob   not null,
    answer text   not null,
    at     bigint not null,
    primary key (unit, scope, key)
);
create index idempotency_at on idempotency (at);

create table credential (
    person        text   not null primary key,
    unit          text   not null,
    password_hash text   not null,
    changed_at    bigint not null
);

create table bearer (
    digest     blob   not null primary key,
    unit       text   not null,
    person     text   not null,
    label      text   not null,
    created_at bigint not null,
    revoked_at bigint
);
create index bearer_person on bearer (person);

create table session (
    digest     blob   not null primary key,
    unit       text   not null,
    person     text   not null,
    csrf       text   not null,
    created_at bigint not null,
    seen_at    bigint not null,
    expires_at bigint not null
);
create index session_person on session (person);
create index session_expires on session (expires_at);

create table attempt (
    unit  text   not null,
    scope text   not null,
    key   text   not null,
    at    bigint not null
);
create index attempt_key on attempt (scope, key, at);

create table upload (
    blob       text   not null,
    unit       text   not null,
    person     text   not null,
    name       text   not null,
    media      text   not null,
    size_bytes bigint not null,
    at         bigint not null,
    primary key (unit, blob, person)
);

create table meta (
    key   text not null primary key,
    value text not null
);
