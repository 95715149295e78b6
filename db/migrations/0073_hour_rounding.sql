-- Hours are billed as they were worked, or rounded: each by itself, to whole steps of minutes. 'up_15' is up to a quarter of an hour.
create domain hour_rounding as text check (value ~ '^(none|(up|nearest|down)_(1|5|6|10|15|30|60))$');

alter table workspaces add column hour_rounding hour_rounding not null default 'none';
-- Null: as what is above it.
alter table clients add column hour_rounding hour_rounding;
alter table projects add column hour_rounding hour_rounding;

-- What is billed more than was worked; less, below zero. `src/domain/hour-rounding.ts` says the same.
create function rounding_of(seconds integer, rule text) returns integer language sql immutable as $$
  select case split_part(rule, '_', 1)
    when 'up' then (seconds + step - 1) / step * step - seconds
    when 'nearest' then (seconds + step / 2) / step * step - seconds
    when 'down' then seconds / step * step - seconds
    else 0
  end
  from (select nullif(split_part(rule, '_', 2), '')::integer * 60 as step) s
$$;

-- The rule that counts for the hours of a project: its own, its main project's, its client's, or the workspace's.
create function hour_rounding_of(workspace uuid, project uuid) returns text language sql stable as $$
  select coalesce(p.hour_rounding, main.hour_rounding, c.hour_rounding, w.hour_rounding)
  from projects p
  join clients c on c.workspace_id = p.workspace_id and c.id = p.client_id
  join workspaces w on w.workspace_id = p.workspace_id
  left join projects main on main.workspace_id = p.workspace_id and main.id = p.parent_id
  where p.workspace_id = workspace and p.id = project
$$;

-- An hour keeps the rule it is billed by, and what that makes of it: what is billed stays what it was billed with.
alter table time_entries
  add column rounding hour_rounding not null default 'none',
  add column rounding_seconds integer not null default 0;
alter table time_entries add constraint time_entries_rounding check (rounding_seconds = rounding_of(seconds, rounding));

-- Rounding is not work: what is handed in, approved or of a closed period is billed by the rule of the day it is billed.
create or replace function forbid_change_when_handed_in() returns trigger language plpgsql as $$
declare free text[] := '{approval,approved_as,approval_step_id,rate,rate_rule,rate_valid_from,rounding,rounding_seconds,updated_at}';
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  raise exception 'what is % cannot be changed', old.approval
    using errcode = 'integrity_constraint_violation', constraint = 'handed_in_item_is_locked';
end $$;
create or replace function forbid_change_of_locked_hour() returns trigger language plpgsql as $$
declare free text[] := '{approval,approved_as,approval_step_id,rounding,rounding_seconds,updated_at}';
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free then return new; end if;
  if tg_op <> 'INSERT' then perform refuse_locked_day(old.workspace_id, old.worked_on); end if;
  if tg_op <> 'DELETE' then perform refuse_locked_day(new.workspace_id, new.worked_on); end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

-- By whatever road an hour is written. It comes after time_entries_period, which shares the lock that a change of a rule takes alone.
create function round_written_hour() returns trigger language plpgsql as $$
begin
  new.rounding := case when new.is_billable then coalesce(hour_rounding_of(new.workspace_id, new.project_id), 'none') else 'none' end;
  new.rounding_seconds := rounding_of(new.seconds, new.rounding);
  return new;
end $$;
create trigger time_entries_rounding before insert or update of seconds, project_id, is_billable on time_entries
  for each row execute function round_written_hour();

-- What a change of a rule concerns and nothing bills is rounded anew with it. First the hours are held, so that who changes or
-- bills them waits; then the lock, so that whoever was writing by the old rule is done.
create function round_open_hours() returns trigger language plpgsql as $$
declare
  subject uuid := (to_jsonb(new) ->> 'id')::uuid;
  concerned uuid[] := array(
    select p.id from projects p
    where p.workspace_id = new.workspace_id
      and case tg_table_name when 'projects' then subject in (p.id, p.parent_id) when 'clients' then p.client_id = subject else true end);
begin
  -- Who changes a rule gives way, and begins again: whoever bills may hold these hours and wait for this very project.
  perform set_config('lock_timeout', '300ms', true);
  perform from (
    with r as materialized (select id, hour_rounding_of(new.workspace_id, id) as rule from unnest(concerned) p (id))
    select from time_entries e join r on r.id = e.project_id
    where e.workspace_id = new.workspace_id and e.is_billable and e.rounding <> r.rule
      and not exists (select from billed_items b
        where b.workspace_id = e.workspace_id and b.item_kind = 'time_entry' and b.item_id = e.id)
    order by e.id for no key update of e
  ) held;
  perform wait_for_writers_of(new.workspace_id);
  with r as materialized (select id, hour_rounding_of(new.workspace_id, id) as rule from unnest(concerned) p (id))
  update time_entries e set rounding = r.rule, rounding_seconds = rounding_of(e.seconds, r.rule) from r
    where e.workspace_id = new.workspace_id and e.project_id = r.id and e.is_billable and e.rounding <> r.rule
      and not exists (select from billed_items b
        where b.workspace_id = e.workspace_id and b.item_kind = 'time_entry' and b.item_id = e.id);
  perform set_config('lock_timeout', '0', true);
  return null;
end $$;
create function wait_for_writers_of(workspace uuid) returns void language sql as $$
  select pg_advisory_xact_lock(33, hashtext(workspace::text))
$$;
create trigger workspaces_hour_rounding after update of hour_rounding on workspaces
  for each row when (old.hour_rounding is distinct from new.hour_rounding) execute function round_open_hours();
create trigger clients_hour_rounding after update of hour_rounding on clients
  for each row when (old.hour_rounding is distinct from new.hour_rounding) execute function round_open_hours();
create trigger projects_hour_rounding after update of hour_rounding, client_id, parent_id on projects
  for each row when ((old.hour_rounding, old.client_id, old.parent_id) is distinct from (new.hour_rounding, new.client_id, new.parent_id))
  execute function round_open_hours();

-- The sums of what nothing bills yet, with what rounding makes of it.
alter table hour_sums add column open_rounding bigint not null default 0;

create or replace function sum_written_hours() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds, open_rounding)
    select workspace_id, project_id, first_of_quarter(worked_on), rate, sum(seconds), count(*) filter (where is_billable),
      coalesce(sum(seconds) filter (where is_billable), 0), coalesce(sum(rounding_seconds) filter (where is_billable), 0)
    from added group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds, open_rounding)
    select workspace_id, project_id, first_of_quarter(worked_on), rate, - sum(seconds), - count(*) filter (where is_billable),
      - coalesce(sum(seconds) filter (where is_billable), 0), - coalesce(sum(rounding_seconds) filter (where is_billable), 0)
    from removed group by 1, 2, 3, 4;
  else
    insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds, open_rounding)
    select workspace_id, project_id, first_of_quarter(worked_on), rate, sum(sign * seconds),
      coalesce(sum(sign) filter (where is_billable), 0), coalesce(sum(sign * seconds) filter (where is_billable), 0),
      coalesce(sum(sign * rounding_seconds) filter (where is_billable), 0)
    from (
      select 1 as sign, workspace_id, project_id, worked_on, rate, seconds, rounding_seconds, is_billable from added
      union all select -1, workspace_id, project_id, worked_on, rate, seconds, rounding_seconds, is_billable from removed
    ) changed
    group by 1, 2, 3, 4
    having sum(sign * seconds) <> 0 or sum(sign) <> 0 or sum(sign) filter (where is_billable) <> 0
      or sum(sign * seconds) filter (where is_billable) <> 0 or sum(sign * rounding_seconds) filter (where is_billable) <> 0;
  end if;
  return null;
end $$;

create or replace function sum_settled_hours() returns trigger language plpgsql as $$
begin
  insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds, open_rounding)
  select e.workspace_id, e.project_id, first_of_quarter(e.worked_on), e.rate, 0,
    sum(case when a.step % 2 = 0 then -1 else 1 end),
    sum(case when a.step % 2 = 0 then - e.seconds else e.seconds end),
    sum(case when a.step % 2 = 0 then - e.rounding_seconds else e.rounding_seconds end)
  from added a
  join time_entries e on e.workspace_id = a.workspace_id and e.id = a.item_id
  where a.item_kind = 'time_entry' and e.is_billable
  group by 1, 2, 3, 4;
  return null;
end $$;

create or replace function fold_hour_sums() returns trigger language plpgsql as $$
begin
  with taken as (
    select id from hour_sums
    where workspace_id = new.workspace_id and project_id = new.project_id and quarter = new.quarter and rate = new.rate
    for update skip locked
  ), gone as (
    delete from hour_sums s using taken
    where s.workspace_id = new.workspace_id and s.project_id = new.project_id and s.quarter = new.quarter and s.rate = new.rate
      and s.id = taken.id
    returning s.seconds, s.open_count, s.open_seconds, s.open_rounding
  )
  insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds, open_rounding)
  select new.workspace_id, new.project_id, new.quarter, new.rate, sum(seconds), sum(open_count), sum(open_seconds), sum(open_rounding)
  from gone
  having sum(seconds) <> 0 or sum(open_count) <> 0 or sum(open_seconds) <> 0 or sum(open_rounding) <> 0;
  return null;
end $$;

-- What is given back is billed again by the rule of now. Its name comes after allocations_sum, which adds it up as it was.
create function round_freed_hours() returns trigger language plpgsql as $$
begin
  if not exists (select from added where step % 2 = 1 and item_kind = 'time_entry') then return null; end if;
  perform pg_advisory_xact_lock_shared(33, hashtext(w.workspace_id::text)) from (select distinct workspace_id from added) w;
  update time_entries e set rounding = r.rule, rounding_seconds = rounding_of(e.seconds, r.rule)
    from (
      select distinct a.workspace_id, a.item_id, hour_rounding_of(t.workspace_id, t.project_id) as rule
      from added a join time_entries t on t.workspace_id = a.workspace_id and t.id = a.item_id
      where a.step % 2 = 1 and a.item_kind = 'time_entry'
    ) r
    where e.workspace_id = r.workspace_id and e.id = r.item_id and e.is_billable and e.rounding <> r.rule;
  return null;
end $$;
create trigger allocations_sum_rounding after insert on allocations
  referencing new table as added for each statement execute function round_freed_hours();
