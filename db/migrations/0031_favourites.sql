-- The projects and tasks that a person keeps at hand for their hours, in their order.
create table favourites (
  workspace_id uuid not null,
  member_id uuid not null,
  position smallint not null check (position >= 0),
  project_id uuid not null,
  task_id uuid,
  primary key (workspace_id, member_id, position),
  unique nulls not distinct (workspace_id, member_id, project_id, task_id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, project_id) references projects on delete cascade,
  foreign key (workspace_id, task_id) references tasks on delete cascade
);
