-- Files with more than clients. Large ones are looked through in a job, in steps: 'checking'.
alter table file_imports drop constraint file_imports_kind_check;
alter table file_imports add constraint file_imports_kind_check
  check (kind in ('clients', 'projects', 'tasks', 'people', 'hours', 'expenses', 'mileages'));
alter table file_imports drop constraint file_imports_state_check;
alter table file_imports add constraint file_imports_state_check
  check (state in ('matching', 'checking', 'ready', 'applying', 'done'));
alter table file_imports
  -- The program whose export it is, else a fingerprint of its headings.
  add column layout text not null default '',
  -- How days, numbers and durations are written, and what may be created that rows name.
  add column options jsonb not null default '{}',
  add column rows_checked integer not null default 0,
  -- How often its columns were matched: a check of an earlier time stops.
  add column round integer not null default 0;

alter table file_import_rows
  add column is_blank boolean not null default false,
  -- What tells a row from others, and the how-manieth of its key it is in the file.
  add column row_key text,
  add column row_place integer;
create index file_import_rows_key on file_import_rows (workspace_id, import_id, row_key) where row_key is not null;

-- What headings were matched with, by the layout they stand in.
alter table sheet_matchings add column layout text not null default '';
alter table sheet_matchings drop constraint sheet_matchings_pkey;
alter table sheet_matchings add primary key (workspace_id, kind, layout, heading_key);

create table sheet_formats (
  workspace_id uuid not null references workspaces,
  kind text not null,
  layout text not null,
  formats jsonb not null,
  matched_at timestamptz not null,
  primary key (workspace_id, kind, layout)
);

-- The rows of files that came in, by what tells them from others: none comes in twice. A key whose record is gone is free.
create table imported_rows (
  workspace_id uuid not null references workspaces,
  kind text not null check (kind in ('hours', 'expenses', 'mileages')),
  row_key text not null,
  row_place integer not null,
  record_id uuid not null,
  imported_at timestamptz not null,
  primary key (workspace_id, kind, row_key, row_place)
);
