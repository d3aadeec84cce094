-- Settings too are a unit's: the province's that the office belongs to. Now every table carries its unit.
alter table meta rename to meta_before;
create table meta (
    unit  text not null,
    key   text not null,
    value text not null,
    primary key (unit, key)
);
insert into meta (unit, key, value)
    select coalesce((select value from meta_before where key = 'province'), ''), key, value from meta_before;
drop table meta_before;
