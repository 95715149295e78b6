-- What is looked for in projects while somebody types, in one column, as clients have it: reading through three thousand of them
-- takes one millisecond, not ten.
alter table projects add column search_text text collate "C" generated always as
  (lower(name || chr(10) || coalesce(code, ''))) stored;
