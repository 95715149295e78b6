-- What the hours of each project, quarter and rate add up to, and what of it nothing bills yet: Uninvoiced reads these rows, not a
-- million hours. Every statement that changes hours or the ledger adds what it changed, as rows of its own: sums that were
-- counted up in place would make everybody who writes on a project wait for each other. Nothing else writes this table.
create table hour_sums (
  workspace_id uuid not null,
  project_id uuid not null,
  -- By its first day.
  quarter date not null,
  rate numeric(14, 4) not null,
  id bigint generated always as identity,
  seconds bigint not null,
  open_count bigint not null,
  open_seconds bigint not null,
  primary key (workspace_id, project_id, quarter, rate, id)
);

create function first_of_quarter(day date) returns date language sql immutable as $$
  select date_trunc('quarter', day::timestamp)::date
$$;

insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds)
select e.workspace_id, e.project_id, first_of_quarter(e.worked_on), e.rate, sum(e.seconds),
  count(*) filter (where e.is_billable and b.item_id is null),
  coalesce(sum(e.seconds) filter (where e.is_billable and b.item_id is null), 0)
from time_entries e
left join billed_items b on b.workspace_id = e.workspace_id and b.item_kind = 'time_entry' and b.item_id = e.id
group by 1, 2, 3, 4;

-- Billed hours cannot be changed or removed, so that hours which are written are open if they are billable.
create function sum_written_hours() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds)
    select workspace_id, project_id, first_of_quarter(worked_on), rate, sum(seconds), count(*) filter (where is_billable),
      coalesce(sum(seconds) filter (where is_billable), 0)
    from added group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds)
    select workspace_id, project_id, first_of_quarter(worked_on), rate, - sum(seconds), - count(*) filter (where is_billable),
      - coalesce(sum(seconds) filter (where is_billable), 0)
    from removed group by 1, 2, 3, 4;
  else
    insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds)
    select workspace_id, project_id, first_of_quarter(worked_on), rate, sum(sign * seconds),
      coalesce(sum(sign) filter (where is_billable), 0), coalesce(sum(sign * seconds) filter (where is_billable), 0)
    from (
      select 1 as sign, workspace_id, project_id, worked_on, rate, seconds, is_billable from added
      union all select -1, workspace_id, project_id, worked_on, rate, seconds, is_billable from removed
    ) changed
    group by 1, 2, 3, 4
    having sum(sign * seconds) <> 0 or sum(sign) <> 0 or sum(sign) filter (where is_billable) <> 0
      or sum(sign * seconds) filter (where is_billable) <> 0;
  end if;
  return null;
end $$;
create trigger time_entries_sum_insert after insert on time_entries
  referencing new table as added for each statement execute function sum_written_hours();
create trigger time_entries_sum_update after update on time_entries
  referencing new table as added old table as removed for each statement execute function sum_written_hours();
create trigger time_entries_sum_delete after delete on time_entries
  referencing old table as removed for each statement execute function sum_written_hours();

-- An even step of the ledger takes an hour, an odd one gives it back. Who takes or gives it holds its row.
create function sum_settled_hours() returns trigger language plpgsql as $$
begin
  insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds)
  select e.workspace_id, e.project_id, first_of_quarter(e.worked_on), e.rate, 0,
    sum(case when a.step % 2 = 0 then -1 else 1 end),
    sum(case when a.step % 2 = 0 then - e.seconds else e.seconds end)
  from added a
  join time_entries e on e.workspace_id = a.workspace_id and e.id = a.item_id
  where a.item_kind = 'time_entry' and e.is_billable
  group by 1, 2, 3, 4;
  return null;
end $$;
create trigger allocations_sum after insert on allocations
  referencing new table as added for each statement execute function sum_settled_hours();

-- Now and then the rows of one project, quarter and rate become one. Rows that somebody else is just adding up are left to them,
-- so that nobody waits.
create function fold_hour_sums() returns trigger language plpgsql as $$
begin
  with taken as (
    select id from hour_sums
    where workspace_id = new.workspace_id and project_id = new.project_id and quarter = new.quarter and rate = new.rate
    for update skip locked
  ), gone as (
    delete from hour_sums s using taken
    where s.workspace_id = new.workspace_id and s.project_id = new.project_id and s.quarter = new.quarter and s.rate = new.rate
      and s.id = taken.id
    returning s.seconds, s.open_count, s.open_seconds
  )
  insert into hour_sums (workspace_id, project_id, quarter, rate, seconds, open_count, open_seconds)
  select new.workspace_id, new.project_id, new.quarter, new.rate, sum(seconds), sum(open_count), sum(open_seconds)
  from gone
  having sum(seconds) <> 0 or sum(open_count) <> 0 or sum(open_seconds) <> 0;
  return null;
end $$;
create trigger hour_sums_fold after insert on hour_sums
  for each row when (new.id % 16 = 0) execute function fold_hour_sums();
