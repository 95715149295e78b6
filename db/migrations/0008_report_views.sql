-- What somebody wants to see of a report again.
create table report_views (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  tab text not null check (tab in ('hours', 'expenses', 'mileages')),
  name text not null check (length(name) between 1 and 100),
  -- Everybody of the workspace sees it; only its maker changes it.
  is_shared boolean not null default false,
  -- Filters, grouping, columns and order. A period is kept as it was said: last month is always the last one.
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members
);
-- A person tells the own views of a report apart by their names.
create unique index report_views_name on report_views (workspace_id, member_id, tab, lower(name));
