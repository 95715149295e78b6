-- Main projects and their sub-projects (one level, kept so by the verbs under locks on both), whom a project is billed to, who
-- writes on it and with which tasks, tags, and fixed prices that are planned in parts.
create table tags (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- As with tasks: living ones differ in name.
create unique index tags_name on tags (workspace_id, lower(name)) where archived_at is null;

alter table projects
  add column parent_id uuid check (parent_id <> id),
  add column bill_to_client_id uuid,
  add column manager_id uuid,
  add column color text check (color in
    ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'indigo', 'violet', 'pink')),
  add column reference text not null default '' check (length(reference) <= 255),
  add column notes text not null default '' check (length(notes) <= 4000),
  add foreign key (workspace_id, parent_id) references projects,
  add foreign key (workspace_id, bill_to_client_id) references clients,
  add foreign key (workspace_id, manager_id) references members,
  drop constraint projects_invoice_method_check,
  add constraint projects_invoice_method_check check (invoice_method in
    ('none', 'task_hourly_rate', 'user_hourly_rate', 'project_hourly_rate', 'client_hourly_rate', 'fixed_price',
     'fixed_price_instalments', 'fixed_price_per_task', 'subscription')),
  drop constraint projects_check1,
  drop constraint projects_check2,
  add constraint projects_fixed_price check (invoice_method not like 'fixed_price%' or fixed_price_minor is not null),
  -- A sub-project without a rate of its own has its main project's.
  add constraint projects_hourly_rate check
    (invoice_method <> 'project_hourly_rate' or hourly_rate is not null or parent_id is not null);
create index projects_parent on projects (workspace_id, parent_id) where parent_id is not null;
create index projects_bill_to on projects (workspace_id, bill_to_client_id) where bill_to_client_id is not null;

-- Who may write on the project; everybody where none stands here.
create table project_members (
  workspace_id uuid not null,
  project_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, project_id, member_id),
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, member_id) references members
);

-- With which tasks; all of them where none stands here.
create table project_tasks (
  workspace_id uuid not null,
  project_id uuid not null,
  task_id uuid not null,
  primary key (workspace_id, project_id, task_id),
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, task_id) references tasks
);
create index project_tasks_task on project_tasks (workspace_id, task_id);

create table project_tags (
  workspace_id uuid not null,
  project_id uuid not null,
  tag_id uuid not null,
  primary key (workspace_id, project_id, tag_id),
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, tag_id) references tags
);
create index project_tags_tag on project_tags (workspace_id, tag_id);

-- The parts that a fixed price is planned in: of a schedule, or one for each task.
create table planned_instalments (
  workspace_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  position integer not null,
  task_id uuid,
  description text not null default '' check (length(description) <= 500),
  amount_minor bigint not null check (amount_minor > 0),
  due_on date check (due_on between '1990-01-01' and '2099-12-31'),
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, task_id) references tasks
);
create index planned_instalments_project on planned_instalments (workspace_id, project_id, position);
-- A task has one price.
create unique index planned_instalments_task on planned_instalments (workspace_id, project_id, task_id)
  where task_id is not null;

alter table instalments
  add column planned_id uuid,
  add foreign key (workspace_id, planned_id) references planned_instalments on delete set null (planned_id);
-- A planned part is one item of the ledger, whose primary key then forbids billing it twice; it keeps its row when it is freed.
create unique index instalments_planned on instalments (workspace_id, planned_id) where planned_id is not null;

create function forbid_change_of_billed_plan() returns trigger language plpgsql as $$
begin
  if exists (
    select from instalments i
    join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
    where i.workspace_id = old.workspace_id and i.planned_id = old.id
  ) then
    raise exception 'a billed part of a plan cannot be changed'
      using errcode = 'integrity_constraint_violation', constraint = 'billed_item_is_locked';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
-- What was billed stays what it was; its words, its day and its place may change.
create trigger planned_instalments_locked before update on planned_instalments
  for each row when (old.amount_minor <> new.amount_minor or old.task_id is distinct from new.task_id
    or old.project_id <> new.project_id)
  execute function forbid_change_of_billed_plan();
create trigger planned_instalments_kept before delete on planned_instalments
  for each row execute function forbid_change_of_billed_plan();
