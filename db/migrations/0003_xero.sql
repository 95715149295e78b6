-- A consent that was started. The state that goes to Xero and back is its id; the session it is bound to must match.
create table xero_consents (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  state_hash text not null,
  code_verifier text,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members
);

-- One row per token set, shared by all organisations of the consent. Tokens are AES-256-GCM sealed; the key is outside the database.
create table xero_token_sets (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  access_token_sealed text not null,
  refresh_token_sealed text not null,
  access_expires_at timestamptz not null,
  refresh_expires_at timestamptz not null,
  scopes text not null,
  auth_event_id text,
  refreshed_at timestamptz not null,
  primary key (workspace_id, id)
);

-- A Xero organisation this workspace may speak to. 'offered' until one is chosen as the administration.
create table xero_connections (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  token_set_id uuid not null,
  tenant_id uuid not null,
  xero_connection_id uuid not null,
  tenant_name text not null,
  state text not null check (state in ('offered', 'active', 'reconnect', 'scope_missing', 'disconnected')),
  short_code text,
  base_currency text,
  country_code text,
  is_demo_company boolean not null default false,
  default_item_code text,
  sales_account_code text,
  debtors_account_code text,
  nightly_import text not null default 'off' check (nightly_import in ('off', 'new', 'new_and_changed')),
  nightly_last_started_on date,
  contacts_modified_since timestamptz,
  connected_by uuid not null,
  connected_at timestamptz not null,
  last_success_at timestamptz,
  last_error_at timestamptz,
  last_error text,
  day_calls_remaining integer,
  parked_until timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, tenant_id),
  foreign key (workspace_id, token_set_id) references xero_token_sets,
  foreign key (workspace_id, connected_by) references members
);
-- One administration at a time: everything that is sent goes there.
create unique index xero_connections_one_administration on xero_connections (workspace_id)
  where state in ('active', 'reconnect', 'scope_missing');

-- Which contact of which organisation a client is. One client, one contact, in both directions.
create table xero_contact_links (
  workspace_id uuid not null,
  tenant_id uuid not null,
  contact_id uuid not null,
  client_id uuid not null,
  contact_status text not null,
  contact_updated_at timestamptz,
  linked_at timestamptz not null,
  primary key (workspace_id, tenant_id, contact_id),
  unique (workspace_id, tenant_id, client_id),
  foreign key (workspace_id, client_id) references clients
);

create table contact_imports (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  trigger text not null check (trigger in ('person', 'night')),
  mode text not null check (mode in ('new', 'new_and_changed')),
  state text not null check (state in ('reading', 'ready', 'applying', 'done', 'failed')),
  requested_by uuid,
  contacts_read integer not null default 0,
  contacts_total integer,
  calls integer not null default 0,
  rows_applied integer not null default 0,
  problem text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references xero_connections
);
-- No overlap: one import of an organisation at a time.
create unique index contact_imports_one_running on contact_imports (workspace_id, connection_id)
  where state in ('reading', 'applying');

create table contact_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  position integer not null,
  contact_id uuid not null,
  -- Written once, read back whole: plain json is cheaper to write than jsonb.
  contact json not null,
  finding text not null check (finding in ('new', 'changed', 'same', 'conflict', 'archived', 'skipped')),
  reason text,
  client_id uuid,
  changes jsonb not null default '[]',
  choice text not null check (choice in ('apply', 'skip')),
  result text check (result in ('created', 'updated', 'linked', 'unchanged', 'skipped', 'failed')),
  result_detail text,
  primary key (workspace_id, import_id, position),
  unique (workspace_id, import_id, contact_id),
  foreign key (workspace_id, import_id) references contact_imports on delete cascade
)
-- Room for the result that every row gets once, so that no index has to be touched for it.
with (fillfactor = 60);

-- A person's request to export. It is written, with its documents, lines and allocations, before any call is made.
create table xero_exports (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  requested_by uuid not null,
  options jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references xero_connections,
  foreign key (workspace_id, requested_by) references members
);

-- A document of ours in Xero: an ACCREC invoice or a manual journal, and the receipt of its sending.
create table xero_documents (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('invoice', 'manual_journal')),
  connection_id uuid not null,
  tenant_id uuid not null,
  export_id uuid,
  invoice_id uuid,
  client_id uuid not null,
  project_id uuid,
  state text not null check (state in ('planned', 'sending', 'confirmed', 'rejected', 'unknown', 'discarded')),
  target_status text not null check (target_status in ('DRAFT', 'SUBMITTED', 'AUTHORISED', 'POSTED')),
  -- The words we look it up by in Xero: the invoice's Reference or the journal's Narration. Unique by its token.
  lookup_text text not null,
  reference text not null default '',
  issued_on date not null,
  due_on date,
  currency text not null,
  subtotal_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  -- Documents sent in one call share a batch, and with it the call's idempotency key.
  batch_id uuid,
  batch_position integer,
  idempotency_key text,
  idempotency_key_last_used_at timestamptz,
  request_hash text,
  lease_expires_at timestamptz,
  attempts integer not null default 0,
  xero_id uuid,
  xero_number text,
  xero_status text,
  -- The ids Xero gave the lines, in the order of our lines.
  xero_line_ids uuid[],
  xero_subtotal_minor bigint,
  xero_tax_minor bigint,
  xero_total_minor bigint,
  xero_updated_at timestamptz,
  problem_code text,
  problem_detail text,
  created_by uuid not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, tenant_id, lookup_text),
  foreign key (workspace_id, connection_id) references xero_connections,
  foreign key (workspace_id, export_id) references xero_exports,
  foreign key (workspace_id, invoice_id) references invoices,
  foreign key (workspace_id, client_id) references clients,
  check (total_minor = subtotal_minor + tax_minor),
  check ((kind = 'manual_journal') = (invoice_id is not null)),
  check ((state = 'confirmed') = (xero_id is not null))
);
-- One live sales transaction per own invoice: the database, not our diligence, prevents duplicates.
create unique index xero_documents_one_journal on xero_documents (workspace_id, invoice_id)
  where kind = 'manual_journal' and state <> 'discarded';
create unique index xero_documents_one_xero_id on xero_documents (workspace_id, tenant_id, xero_id);
create index xero_documents_export on xero_documents (workspace_id, export_id);
create index xero_documents_unsettled on xero_documents (workspace_id, connection_id, state, id)
  where state in ('planned', 'sending', 'unknown');

-- Lines of an invoice have quantity × unit price = net; lines of a journal have a signed net (debit positive) and quantity 1.
create table xero_document_lines (
  workspace_id uuid not null,
  document_id uuid not null,
  id uuid not null,
  position integer not null,
  project_id uuid,
  description text not null check (length(description) between 1 and 4000),
  quantity numeric(12, 2) not null,
  unit_price numeric(14, 4) not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  item_code text,
  account_code text,
  tax_type text,
  primary key (workspace_id, document_id, position)
);

-- A line belongs to a document. Looked at for all lines of a statement at once: an export writes ten thousand, and a foreign
-- key would look for the same two hundred documents that often. Documents are never deleted.
create function forbid_lines_without_document() returns trigger language plpgsql as $$
begin
  if exists (
    select workspace_id, document_id from added
    except select workspace_id, id from xero_documents
      where (workspace_id, id) in (select distinct workspace_id, document_id from added)
  ) then
    raise exception 'a line has no document' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger xero_document_lines_have_document after insert on xero_document_lines
  referencing new table as added for each statement execute function forbid_lines_without_document();

-- Every call to Xero, without any token or secret.
create table sync_log (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  tenant_id uuid,
  purpose text not null,
  subject_kind text,
  subject_id uuid,
  method text not null,
  path text not null,
  status integer,
  outcome text not null check (outcome in ('ok', 'rejected', 'busy', 'unauthorised', 'unknown')),
  detail text,
  attempt integer not null default 1,
  duration_ms integer not null,
  correlation_id text,
  day_calls_remaining integer,
  started_at timestamptz not null,
  primary key (workspace_id, id)
);
