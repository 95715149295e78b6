-- What an hour was before it was changed or removed, all of its row: undo puts back exactly this, its id and its rate too. A
-- version is named by the hour's updated_at, in the milliseconds that the API tells. Kept for a day.
create table time_entry_versions (
  workspace_id uuid not null references workspaces,
  time_entry_id uuid not null,
  updated_at timestamptz not null,
  row jsonb not null,
  replaced_at timestamptz not null,
  primary key (workspace_id, time_entry_id, updated_at)
);
create index time_entry_versions_replaced on time_entry_versions (workspace_id, replaced_at);

create table timers (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  project_id uuid not null,
  task_id uuid,
  notes text not null default '' check (length(notes) <= 4000),
  -- Null until somebody says so: then the task and the project decide.
  is_billable boolean,
  started_at timestamptz not null,
  stopped_at timestamptz check (stopped_at >= started_at),
  -- What it became when it was stopped: whoever stops it again is told the same.
  time_entry_ids uuid[] not null default '{}',
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, project_id) references projects,
  foreign key (workspace_id, task_id) references tasks
);
-- One timer runs for a person: the database, not our diligence, prevents that two overlap.
create unique index timers_running on timers (workspace_id, member_id) where stopped_at is null;
