-- What a level asks from a day on, until its next rate. Before its first row here it asks what its own row says
-- (hourly_rate, mileage_rate). A rate of null: from that day on none of its own, so the workspace's counts.
create table rates (
  workspace_id uuid not null references workspaces,
  subject_id uuid not null,
  subject_kind text not null check (subject_kind in
    ('workspace', 'client', 'project', 'task', 'member', 'workspace_mileage', 'client_mileage')),
  valid_from date not null check (valid_from between '1990-01-01' and '2099-12-31'),
  rate numeric(14, 4) check (rate >= 0),
  created_at timestamptz not null,
  primary key (workspace_id, subject_id, subject_kind, valid_from),
  check (rate is not null or subject_kind in ('client', 'task', 'member', 'client_mileage')),
  check (subject_id = workspace_id or subject_kind not in ('workspace', 'workspace_mileage'))
);

create function remove_rates_of_deleted() returns trigger language plpgsql as $$
begin
  delete from rates where workspace_id = old.workspace_id and subject_id = old.id;
  return null;
end $$;
-- The subject of a rate is one of several tables, so that a foreign key cannot take its rates along.
create trigger clients_take_rates after delete on clients for each row execute function remove_rates_of_deleted();
create trigger projects_take_rates after delete on projects for each row execute function remove_rates_of_deleted();
create trigger tasks_take_rates after delete on tasks for each row execute function remove_rates_of_deleted();
create trigger members_take_rates after delete on members for each row execute function remove_rates_of_deleted();

-- From which day on the rate is asked that the item was priced with; null: from the beginning.
alter table time_entries add column rate_valid_from date;
alter table mileages add column rate_valid_from date;
