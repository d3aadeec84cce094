-- Beside the ledger: ratings that wait until enough of them make a batch. No more of the time than the day;
-- the mark is a digest with the node's key, and nothing else says whose a rating is. Once in the ledger
-- they go.
create table rating (
    unit text   not null,
    mark text   not null,
    day  bigint not null,
    body text   not null,
    primary key (unit, mark)
);
create index rating_day on rating (unit, day);
-- Which dossiers are rated, by their marks in the batches of a ledger; follows from entries.
create table rated (
    unit text not null,
    mark text not null,
    primary key (unit, mark)
);
