-- The language that somebody reads Hourbook in; null is the workspace's.
alter table members
  add column language text check (language in ('en', 'nl'));
