-- Own invoices that come back: a template, and what it made of each period.
create table recurring_invoices (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 255),
  client_id uuid not null,
  interval text not null check (interval in ('week', 'month', 'quarter', 'year')),
  starts_on date not null,
  -- The last day on which one may be made, or how many are made; neither: until somebody stops it.
  ends_on date check (ends_on >= starts_on),
  times integer check (times between 1 and 999),
  payment_term_days integer check (payment_term_days between 0 and 365),
  makes text not null check (makes in ('draft', 'final', 'emailed')),
  reference text not null default '',
  -- As they were typed: placeholders are filled in, and VAT is looked up, when an invoice is made.
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  -- Which period comes next, counted from the first, and its first day; no day when there is none.
  next_number integer not null default 0,
  next_on date,
  paused_at timestamptz,
  -- Why the last attempt failed, and on which local day.
  problem_code text,
  problem_detail text,
  problem_on date,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check (ends_on is null or times is null),
  foreign key (workspace_id, client_id) references clients,
  foreign key (workspace_id, created_by) references members
);
create index recurring_invoices_client on recurring_invoices (workspace_id, client_id);
-- Only the schedule asks, of all workspaces at once: what comes next on which day.
create index recurring_invoices_next on recurring_invoices (next_on, workspace_id) where next_on is not null and paused_at is null;

-- The key is the promise: one invoice for each period. A draft that is deleted leaves the row, so it is not made again.
create table recurring_invoice_periods (
  workspace_id uuid not null,
  recurring_invoice_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  invoice_id uuid,
  made_at timestamptz not null,
  primary key (workspace_id, recurring_invoice_id, starts_on),
  unique (workspace_id, invoice_id),
  foreign key (workspace_id, recurring_invoice_id) references recurring_invoices,
  foreign key (workspace_id, invoice_id) references invoices on delete set null (invoice_id)
);
