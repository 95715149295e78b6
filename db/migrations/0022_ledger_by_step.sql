-- An item and a step name a row of the ledger, and what an odd step frees is the step before it: rows need no other name.
drop view billed_items;
drop trigger allocations_follow on allocations;
drop trigger allocations_within_price on allocations;
drop index allocations_releases;
alter table allocations drop constraint allocations_step_check;
alter table allocations drop column id, drop column reverses_id;
alter table allocations add check (step >= 0);
-- There are few, so that it costs next to nothing to ask whether an item was freed.
create index allocations_releases on allocations (workspace_id, item_id, step) where step % 2 = 1;

create view billed_items as
  select a.workspace_id, a.item_kind, a.item_id, a.step, a.document_kind, a.document_id, a.line_id, a.amount_minor
  from allocations a
  where a.step % 2 = 0 and not exists (
    select from allocations r
    where r.workspace_id = a.workspace_id and r.item_id = a.item_id and r.step = a.step + 1 and r.step % 2 = 1);

create or replace function forbid_step_that_follows_none() returns trigger language plpgsql as $$
begin
  if not exists (
    select from allocations b
    where b.workspace_id = new.workspace_id and b.item_id = new.item_id and b.step = new.step - 1
      and b.item_kind = new.item_kind and (new.step % 2 = 0
        or (b.document_kind = new.document_kind and b.document_id = new.document_id and b.amount_minor = - new.amount_minor))
  ) then
    raise exception 'an allocation follows none, or does not free what the one before it bills'
      using errcode = 'integrity_constraint_violation', constraint = 'allocation_follows_another';
  end if;
  return null;
end $$;
-- First steps, which nearly all are, do not even ask.
create trigger allocations_follow after insert on allocations
  for each row when (new.step <> 0) execute function forbid_step_that_follows_none();
create trigger allocations_within_price after insert on allocations
  for each row when (new.item_kind = 'instalment' and new.step % 2 = 0)
  execute function forbid_overbilled_fixed_price();
