-- The part of a fixed price that is billed at once. It exists because a document bills it.
create table instalments (
  workspace_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  description text not null,
  amount_minor bigint not null check (amount_minor > 0),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, project_id) references projects
);
create index instalments_project on instalments (workspace_id, project_id);

-- One period of a subscription, written down when it is first billed. Its start names it: it cannot exist twice.
create table subscription_periods (
  workspace_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  amount_minor bigint not null check (amount_minor >= 0),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, project_id, starts_on),
  foreign key (workspace_id, project_id) references projects
);

-- Hourbook's own invoices. A draft has no number; finalising gives the next one of its series without gaps.
create table invoices (
  workspace_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  state text not null check (state in ('draft', 'finalised', 'sent')),
  number text,
  issued_on date not null check (issued_on between '1990-01-01' and '2099-12-31'),
  due_on date not null,
  reference text not null default '' check (length(reference) <= 255),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  subtotal_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null check (total_minor = subtotal_minor + tax_minor),
  created_by uuid not null,
  created_at timestamptz not null,
  finalised_at timestamptz,
  sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, client_id) references clients,
  foreign key (workspace_id, created_by) references members,
  check (due_on >= issued_on),
  check ((state = 'draft') = (number is null)),
  check ((state = 'draft') = (finalised_at is null)),
  check ((state = 'sent') = (sent_at is not null))
);
create index invoices_newest on invoices (workspace_id, id desc);

create table invoice_lines (
  workspace_id uuid not null,
  invoice_id uuid not null,
  id uuid not null,
  position integer not null,
  project_id uuid,
  description text not null check (length(description) between 1 and 4000),
  quantity numeric(12, 2) not null,
  unit_price numeric(14, 4) not null,
  net_minor bigint not null,
  vat_rate_id uuid,
  vat_percentage numeric(5, 2) not null,
  tax_minor bigint not null,
  -- The product in Xero whose account the line's revenue goes to; null: the journal sale code.
  item_code text,
  primary key (workspace_id, id),
  unique (workspace_id, invoice_id, position),
  foreign key (workspace_id, invoice_id) references invoices on delete cascade,
  foreign key (workspace_id, vat_rate_id) references vat_rates
);

-- The row is locked while a number is given, so that fifty finalisers at once leave no gap.
create table invoice_counters (
  workspace_id uuid not null references workspaces,
  series text not null,
  last_number integer not null,
  primary key (workspace_id, series)
);

-- The one truth of what is billed. Rows are only ever added: a release is a row that reverses another.
create table allocations (
  workspace_id uuid not null,
  id uuid not null,
  item_kind text not null check (item_kind in ('time_entry', 'expense', 'mileage', 'instalment', 'subscription_period')),
  item_id uuid not null,
  document_kind text not null check (document_kind in ('invoice', 'xero_document')),
  document_id uuid not null,
  line_id uuid not null,
  amount_minor bigint not null,
  -- What it reverses is live: the trigger below sees to it.
  reverses_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
-- An allocation is reversed at most once.
create unique index allocations_reversed_once on allocations (workspace_id, reverses_id) where reverses_id is not null;

-- What the allocations amount to now, kept by the trigger below. The primary key is what forbids billing
-- an item twice; nothing else writes this table.
create table billed_items (
  workspace_id uuid not null,
  item_kind text not null,
  item_id uuid not null,
  allocation_id uuid not null,
  document_kind text not null,
  document_id uuid not null,
  line_id uuid not null,
  primary key (workspace_id, item_kind, item_id)
);
create index billed_items_document on billed_items (workspace_id, document_kind, document_id);

-- For a whole statement at once: an export bills thousands of items.
create function apply_allocations() returns trigger language plpgsql as $$
declare reversals bigint; removed bigint;
begin
  select count(reverses_id) into reversals from added;
  if reversals > 0 then
    delete from billed_items b using added a
    where b.workspace_id = a.workspace_id and b.item_kind = a.item_kind and b.item_id = a.item_id
      and b.allocation_id = a.reverses_id;
    get diagnostics removed = row_count;
    if removed <> reversals then
      raise exception 'an allocation that is reversed is not live' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  insert into billed_items (workspace_id, item_kind, item_id, allocation_id, document_kind, document_id, line_id)
  select workspace_id, item_kind, item_id, id, document_kind, document_id, line_id from added where reverses_id is null;
  return null;
end $$;
create trigger allocations_apply after insert on allocations
  referencing new table as added for each statement execute function apply_allocations();

create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are only ever added', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
-- What was billed once stays on record: a release is a row of its own.
create trigger allocations_append_only before update or delete on allocations for each row execute function forbid_change();

-- An invoiced item cannot be changed or removed by any road, not even by our own mistake.
create function forbid_change_when_billed() returns trigger language plpgsql as $$
begin
  -- The item's row is already locked by this statement; whoever bills it locks it too, so this cannot race.
  if exists (select 1 from billed_items
             where workspace_id = old.workspace_id and item_kind = tg_argv[0] and item_id = old.id) then
    raise exception 'a billed % cannot be changed', tg_argv[0]
      using errcode = 'integrity_constraint_violation', constraint = 'billed_item_is_locked';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger time_entries_locked before update or delete on time_entries for each row execute function forbid_change_when_billed('time_entry');
create trigger expenses_locked before update or delete on expenses for each row execute function forbid_change_when_billed('expense');
create trigger mileages_locked before update or delete on mileages for each row execute function forbid_change_when_billed('mileage');

-- The parts billed of a fixed price never exceed it. The projects' rows are locked, in one order, so two bills at once
-- wait for each other.
create function forbid_overbilled_fixed_prices() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from added where item_kind = 'instalment' and reverses_id is null) then return null; end if;
  perform 1 from projects p
    where (p.workspace_id, p.id) in (
      select i.workspace_id, i.project_id from added a
      join instalments i on i.workspace_id = a.workspace_id and i.id = a.item_id
      where a.item_kind = 'instalment' and a.reverses_id is null)
    order by p.workspace_id, p.id for no key update;
  if exists (
    select 1 from projects p
    join instalments i on i.workspace_id = p.workspace_id and i.project_id = p.id
    join billed_items b on b.workspace_id = i.workspace_id and b.item_kind = 'instalment' and b.item_id = i.id
    where (p.workspace_id, p.id) in (
      select i.workspace_id, i.project_id from added a
      join instalments i on i.workspace_id = a.workspace_id and i.id = a.item_id
      where a.item_kind = 'instalment' and a.reverses_id is null)
    group by p.workspace_id, p.id having sum(i.amount_minor) > p.fixed_price_minor
  ) then
    raise exception 'more than a fixed price would be billed'
      using errcode = 'integrity_constraint_violation', constraint = 'fixed_price_is_not_exceeded';
  end if;
  return null;
end $$;
-- Named so that it runs after allocations_apply: triggers of one kind fire in the order of their names.
create trigger allocations_within_price after insert on allocations
  referencing new table as added for each statement execute function forbid_overbilled_fixed_prices();
