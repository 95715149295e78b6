-- What was paid for one, VAT included, where that was entered: unit_price is worked out from it then.
alter table expenses add column gross_unit_price numeric(14, 4) check (gross_unit_price >= 0);

-- What an expense or a trip was before it was changed or removed, as time_entry_versions keeps it of hours. Kept for a day.
create table cost_versions (
  workspace_id uuid not null references workspaces,
  kind text not null check (kind in ('expense', 'mileage')),
  cost_id uuid not null,
  updated_at timestamptz not null,
  row jsonb not null,
  replaced_at timestamptz not null,
  primary key (workspace_id, kind, cost_id, updated_at)
);
create index cost_versions_replaced on cost_versions (workspace_id, replaced_at);

-- The receipts that went with an expense: they come back with it, so their files stay as long.
create table removed_receipts (
  workspace_id uuid not null,
  id uuid not null,
  expense_id uuid not null,
  file_id uuid not null,
  row jsonb not null,
  removed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, file_id) references files
);
create index removed_receipts_expense on removed_receipts (workspace_id, expense_id);
create index removed_receipts_file on removed_receipts (workspace_id, file_id);
create index removed_receipts_removed on removed_receipts (workspace_id, removed_at);
