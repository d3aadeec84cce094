-- Kept for search, which is worked on beside this.
select 1;
