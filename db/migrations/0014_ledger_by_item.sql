-- The ledger says by itself what is billed now: its rows are named by their item and by the step that the item takes. Steps
-- 0, 2, 4 … bill or write off, steps 1, 3, 5 … free again. A key holds each step once and every step follows the one before
-- it, so an item is on one document at a time. An export writes one row for each item; it used to write two.
alter table allocations add column step smallint not null default 0;

drop trigger allocations_append_only on allocations;
with billing as (
  select b.workspace_id, b.id,
    2 * (row_number() over (partition by b.workspace_id, b.item_id order by r.id is null, b.created_at, b.id) - 1) as step
  from allocations b
  left join allocations r on r.workspace_id = b.workspace_id and r.reverses_id = b.id
  where b.reverses_id is null
)
update allocations a set step = b.step + case when a.reverses_id is null then 0 else 1 end
from billing b where a.workspace_id = b.workspace_id and b.id = coalesce(a.reverses_id, a.id);
-- What was billed once stays on record: a release is a row of its own.
create trigger allocations_append_only before update or delete on allocations for each row execute function forbid_change();

drop trigger allocations_apply on allocations;
drop trigger allocations_within_price on allocations;
drop function apply_allocations;
drop function forbid_overbilled_fixed_prices;
drop table billed_items;
drop index allocations_reversed_once;

alter table allocations drop constraint allocations_pkey;
alter table allocations add primary key (workspace_id, item_id, step);
alter table allocations add constraint allocations_step_check check ((step % 2 = 1) = (reverses_id is not null));
create index allocations_document on allocations (workspace_id, document_id);
-- There are few, so that it costs next to nothing to ask whether an item was freed.
create index allocations_releases on allocations (workspace_id, item_id, step) where reverses_id is not null;

create function forbid_step_that_follows_none() returns trigger language plpgsql as $$
begin
  if not exists (
    select from allocations b
    where b.workspace_id = new.workspace_id and b.item_id = new.item_id and b.step = new.step - 1
      and b.item_kind = new.item_kind and (new.reverses_id is null or b.id = new.reverses_id)
  ) then
    raise exception 'an allocation follows none, or reverses one that is not live'
      using errcode = 'integrity_constraint_violation', constraint = 'allocation_follows_another';
  end if;
  return null;
end $$;
-- First steps, which nearly all are, do not even ask.
create trigger allocations_follow after insert on allocations
  for each row when (new.step <> 0) execute function forbid_step_that_follows_none();

-- What the ledger amounts to now.
create view billed_items as
  select a.workspace_id, a.item_kind, a.item_id, a.id as allocation_id, a.document_kind, a.document_id, a.line_id,
    a.amount_minor
  from allocations a
  where a.reverses_id is null and not exists (
    select from allocations r
    where r.workspace_id = a.workspace_id and r.item_id = a.item_id and r.step = a.step + 1 and r.reverses_id is not null);

-- The parts billed of a fixed price never exceed it. The project's row is locked, so two bills at once wait for each other;
-- who bills several projects has locked them before, in one order.
create function forbid_overbilled_fixed_price() returns trigger language plpgsql as $$
declare project projects;
begin
  select p.* into project from projects p
    join instalments i on i.workspace_id = p.workspace_id and i.project_id = p.id
    where i.workspace_id = new.workspace_id and i.id = new.item_id
    for no key update of p;
  if (
    select sum(i.amount_minor) from instalments i
    join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
    where i.workspace_id = project.workspace_id and i.project_id = project.id
  ) > project.fixed_price_minor then
    raise exception 'more than a fixed price would be billed'
      using errcode = 'integrity_constraint_violation', constraint = 'fixed_price_is_not_exceeded';
  end if;
  return null;
end $$;
create trigger allocations_within_price after insert on allocations
  for each row when (new.item_kind = 'instalment' and new.reverses_id is null)
  execute function forbid_overbilled_fixed_price();
