-- How the workspace writes times of the day.
alter table workspaces
  add column time_format text not null default '24h' check (time_format in ('24h', '12h'));

-- The language that lines and files for this client are written in; null is the workspace's.
alter table clients
  add column language text check (language in ('en', 'nl'));
