-- Records of registers are found by lists and searches: where they stand in the order of numbers, by which
-- words, until when they hold, and in whose scope they lie.
alter table record add column place text not null default '';
alter table record add column words text not null default '';
alter table record add column ends bigint;
alter table record add column keeper text not null default '';
alter table record add column province text not null default '';
create index record_series on record (unit, kind, place) where place <> '';
create index record_keeper on record (keeper, kind, place) where place <> '';
create index record_province on record (province, kind, place) where place <> '';
create index record_ends on record (keeper, kind, ends) where ends is not null;
