-- Who approves work before it is billed, and which days are closed.
alter table workspaces
  add column approval_by text not null default 'off'
    check (approval_by in ('off', 'project_manager', 'team_manager', 'both')),
  add column bills_approved_only boolean not null default true,
  add column locked_through date check (locked_through between '1990-01-01' and '2099-12-31'),
  add column closes_after_weeks smallint check (closes_after_weeks between 1 and 520);

-- What somebody did about the approval of a person's work: only added, so that the last rejection and all before it can be read.
create table approval_steps (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  -- Whose work.
  member_id uuid not null,
  step text not null check (step in ('submitted', 'taken_back', 'approved', 'rejected')),
  done_by uuid,
  -- The manager who was stood in for.
  on_behalf_of uuid,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  time_entries integer not null,
  expenses integer not null,
  mileages integer not null,
  note text not null default '' check (length(note) <= 1000),
  done_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members,
  foreign key (workspace_id, done_by) references members,
  foreign key (workspace_id, on_behalf_of) references members
);
create index approval_steps_member on approval_steps (workspace_id, member_id, id desc);
create trigger approval_steps_append_only before update or delete on approval_steps
  for each row execute function forbid_change();

-- Who approves for a manager, from a day to a day.
create table stand_ins (
  workspace_id uuid not null,
  id uuid not null,
  manager_id uuid not null,
  stand_in_id uuid not null check (stand_in_id <> manager_id),
  from_on date not null check (from_on between '1990-01-01' and '2099-12-31'),
  until_on date not null check (until_on between from_on and '2099-12-31'),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, manager_id) references members,
  foreign key (workspace_id, stand_in_id) references members
);
create index stand_ins_stand_in on stand_ins (workspace_id, stand_in_id, until_on);
create index stand_ins_manager on stand_ins (workspace_id, manager_id, until_on);

alter table time_entries
  add column approval text not null default 'open' check (approval in ('open', 'submitted', 'approved', 'rejected')),
  -- Which of those who must approve have done so.
  add column approved_as text[] not null default '{}',
  add column approval_step_id uuid;
alter table expenses
  add column approval text not null default 'open' check (approval in ('open', 'submitted', 'approved', 'rejected')),
  add column approved_as text[] not null default '{}',
  add column approval_step_id uuid;
alter table mileages
  add column approval text not null default 'open' check (approval in ('open', 'submitted', 'approved', 'rejected')),
  add column approved_as text[] not null default '{}',
  add column approval_step_id uuid;
-- What waits: few rows at any time.
create index time_entries_waiting on time_entries (workspace_id, member_id, worked_on) where approval = 'submitted';
create index expenses_waiting on expenses (workspace_id, member_id, spent_on) where approval = 'submitted';
create index mileages_waiting on mileages (workspace_id, member_id, travelled_on) where approval = 'submitted';
-- Undo writes whole rows back: those that were kept before this have the new columns too.
update time_entry_versions set row = row || '{"approval": "open", "approved_as": [], "approval_step_id": null}';

-- What is handed in or approved stays what it was, by whatever road; only its approval and its rate may change.
create function forbid_change_when_handed_in() returns trigger language plpgsql as $$
declare free text[] := '{approval,approved_as,approval_step_id,rate,rate_rule,rate_valid_from,updated_at}';
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  raise exception 'what is % cannot be changed', old.approval
    using errcode = 'integrity_constraint_violation', constraint = 'handed_in_item_is_locked';
end $$;
create trigger time_entries_handed_in before update or delete on time_entries
  for each row when (old.approval in ('submitted', 'approved')) execute function forbid_change_when_handed_in();
create trigger expenses_handed_in before update or delete on expenses
  for each row when (old.approval in ('submitted', 'approved')) execute function forbid_change_when_handed_in();
create trigger mileages_handed_in before update or delete on mileages
  for each row when (old.approval in ('submitted', 'approved')) execute function forbid_change_when_handed_in();

-- Nothing on a locked day is added, changed or removed, nor moved there or away. Who writes and who locks wait for each other:
-- many may write at once, so they share.
create function refuse_locked_day(workspace uuid, day date) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(33, hashtext(workspace::text));
  -- A statement of its own: it sees what the one who held the lock has written.
  if day <= (select w.locked_through from workspaces w where w.workspace_id = workspace) then
    raise exception 'the period of % is locked', day
      using errcode = 'integrity_constraint_violation', constraint = 'period_is_locked';
  end if;
end $$;
create function wait_for_writers() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(33, hashtext(new.workspace_id::text));
  return new;
end $$;
create trigger workspaces_period before update of locked_through on workspaces
  for each row when (old.locked_through is distinct from new.locked_through) execute function wait_for_writers();

-- One function for each kind: what they call their day differs.
create function forbid_change_of_locked_hour() returns trigger language plpgsql as $$
declare free text[] := '{approval,approved_as,approval_step_id,updated_at}';
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  if tg_op <> 'INSERT' then perform refuse_locked_day(old.workspace_id, old.worked_on); end if;
  if tg_op <> 'DELETE' then perform refuse_locked_day(new.workspace_id, new.worked_on); end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger time_entries_period before insert or update or delete on time_entries
  for each row execute function forbid_change_of_locked_hour();
create function forbid_change_of_locked_expense() returns trigger language plpgsql as $$
declare free text[] := '{approval,approved_as,approval_step_id,updated_at}';
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  if tg_op <> 'INSERT' then perform refuse_locked_day(old.workspace_id, old.spent_on); end if;
  if tg_op <> 'DELETE' then perform refuse_locked_day(new.workspace_id, new.spent_on); end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger expenses_period before insert or update or delete on expenses
  for each row execute function forbid_change_of_locked_expense();
create function forbid_change_of_locked_trip() returns trigger language plpgsql as $$
declare free text[] := '{approval,approved_as,approval_step_id,updated_at}';
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  if tg_op <> 'INSERT' then perform refuse_locked_day(old.workspace_id, old.travelled_on); end if;
  if tg_op <> 'DELETE' then perform refuse_locked_day(new.workspace_id, new.travelled_on); end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger mileages_period before insert or update or delete on mileages
  for each row execute function forbid_change_of_locked_trip();

-- The receipts of an expense are part of it: they stay when it stays.
create or replace function forbid_receipts_when_billed() returns trigger language plpgsql as $$
declare
  touched expense_receipts%rowtype;
  expense expenses%rowtype;
begin
  touched := case tg_op when 'INSERT' then new else old end;
  -- Whoever bills the expense locks its row too, so this cannot race.
  select e.* into expense from expenses e
    where e.workspace_id = touched.workspace_id and e.id = touched.expense_id for update;
  if exists (select 1 from billed_items
             where workspace_id = touched.workspace_id and item_kind = 'expense' and item_id = touched.expense_id) then
    raise exception 'the receipts of a billed expense cannot be changed'
      using errcode = 'integrity_constraint_violation', constraint = 'billed_item_is_locked';
  end if;
  if expense.approval in ('submitted', 'approved') then
    raise exception 'the receipts of what is % cannot be changed', expense.approval
      using errcode = 'integrity_constraint_violation', constraint = 'handed_in_item_is_locked';
  end if;
  perform refuse_locked_day(touched.workspace_id, expense.spent_on);
  return case tg_op when 'DELETE' then old else new end;
end $$;
