-- What may be worked with one task on a project, beside what may be worked on the project.
create table task_budgets (
  workspace_id uuid not null,
  project_id uuid not null,
  task_id uuid not null,
  measure text not null check (measure in ('hours', 'money')),
  period text not null check (period in ('total', 'month')),
  amount bigint not null check (amount > 0),
  -- Percentages at which it warns.
  warn_at smallint[] not null check (cardinality(warn_at) <= 10),
  updated_at timestamptz not null,
  primary key (workspace_id, project_id, task_id),
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, task_id) references tasks on delete cascade
);
create index task_budgets_task on task_budgets (workspace_id, task_id);

-- When such a budget was seen to have reached one of its percentages: once for each, and once for each month of a monthly one.
create table task_budget_warnings (
  workspace_id uuid not null,
  project_id uuid not null,
  task_id uuid not null,
  -- 'total', or the month as YYYY-MM.
  period text not null,
  percentage smallint not null,
  worked bigint not null,
  reached_at timestamptz not null,
  primary key (workspace_id, project_id, task_id, period, percentage),
  foreign key (workspace_id, project_id, task_id) references task_budgets on delete cascade
);
