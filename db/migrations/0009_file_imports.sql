-- Where a client came from: a file is a third source.
alter table clients drop constraint clients_source_check;
alter table clients add constraint clients_source_check check (source in ('hourbook', 'xero', 'file'));

-- A file that somebody wants to bring in. Its rows are kept as they were read, so that other columns can be chosen and the
-- report stays. 'matching': which column is what is to be said; 'ready': it was read, and shows what it would change.
create table file_imports (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kind text not null check (kind in ('clients')),
  state text not null check (state in ('matching', 'ready', 'applying', 'done')),
  file_name text not null,
  format text not null check (format in ('csv', 'xlsx')),
  encoding text,
  delimiter text,
  -- The row that has the headings, counted from one; zero when none has.
  header_row integer not null check (header_row >= 0),
  headings jsonb not null,
  -- For each column the field it goes to, or null.
  matching jsonb not null,
  rows_total integer not null,
  rows_applied integer not null default 0,
  requested_by uuid not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, requested_by) references members
);

-- A row of the file by its place in it, and what was found about it. Rows above and of the headings, and empty ones, have none.
create table file_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  position integer not null,
  -- Written once, read back whole: plain json is cheaper to write than jsonb.
  cells json not null,
  finding text check (finding in ('new', 'changed', 'same', 'conflict', 'error')),
  reason text,
  problems jsonb not null default '[]',
  record_id uuid,
  name text,
  number text,
  changes jsonb not null default '[]',
  choice text not null default 'skip' check (choice in ('apply', 'create', 'skip')),
  result text check (result in ('created', 'updated', 'unchanged', 'skipped', 'failed')),
  result_detail text,
  primary key (workspace_id, import_id, position),
  foreign key (workspace_id, import_id) references file_imports on delete cascade
)
-- Room for the finding and the result that every row gets, so that no index has to be touched for them.
with (fillfactor = 60);

-- What a heading was matched with the last time; null when it was left out.
create table sheet_matchings (
  workspace_id uuid not null references workspaces,
  kind text not null,
  heading_key text not null,
  field text,
  matched_at timestamptz not null,
  primary key (workspace_id, kind, heading_key)
);
