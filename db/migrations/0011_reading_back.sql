-- What Xero has of a document after it was confirmed. 'voided': it was in Xero and is voided or deleted there;
-- 'credited': a credit note takes all of it back. Both freed what the document billed.
alter table xero_documents
  drop constraint xero_documents_state_check,
  drop constraint xero_documents_check2;
alter table xero_documents
  add constraint xero_documents_state_check
    check (state in ('planned', 'sending', 'confirmed', 'rejected', 'unknown', 'discarded', 'voided', 'credited')),
  add constraint xero_documents_in_xero check ((state in ('confirmed', 'voided', 'credited')) = (xero_id is not null)),
  add column xero_paid_minor bigint,
  add column xero_credited_minor bigint,
  add column xero_due_minor bigint,
  add column xero_fully_paid_on date,
  -- The document as it was last read, with its lines; null until it was read after it was confirmed.
  add column xero_now jsonb,
  add column xero_read_at timestamptz,
  -- When it was found voided, deleted or credited, who asked for it (null: somebody in Xero), and how many items it freed.
  add column closed_at timestamptz,
  add column closed_by uuid,
  add column items_freed integer,
  -- The differences a person accepted, by their hash: as soon as one more appears, they are shown again.
  add column accepted_hash text,
  add column accepted_by uuid,
  add column accepted_at timestamptz;

drop index xero_documents_one_journal;
-- One live sales transaction per own invoice; one that was given up or voided makes room for another.
create unique index xero_documents_one_journal on xero_documents (workspace_id, invoice_id)
  where kind = 'manual_journal' and state not in ('discarded', 'voided', 'credited');
create index xero_documents_in_xero on xero_documents (workspace_id, connection_id, kind) where state = 'confirmed';

-- Up to when each organisation was read: the newest change seen, by Xero's own clock.
alter table xero_connections
  add column invoices_read_up_to timestamptz,
  add column journals_read_up_to timestamptz,
  add column documents_read_at timestamptz,
  add column documents_checked_at timestamptz;

-- Lines that are added to a document while it is a draft in Xero name the change that adds them.
alter table xero_document_lines add column change_id uuid;

-- What a person asks to be done with a document that Xero has. Written before any call, as documents are.
create table xero_document_changes (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('void', 'update', 'credit')),
  state text not null check (state in ('planned', 'sending', 'unknown', 'done', 'rejected')),
  attempts integer not null default 0,
  claim_id uuid,
  lease_expires_at timestamptz,
  idempotency_key text,
  idempotency_key_last_used_at timestamptz,
  request_hash text,
  -- The credit note, once Xero has it.
  xero_id uuid,
  xero_number text,
  problem_code text,
  problem_detail text,
  requested_by uuid not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references xero_documents,
  foreign key (workspace_id, connection_id) references xero_connections,
  foreign key (workspace_id, requested_by) references members
);
-- One change of a document at a time, whoever asks.
create unique index xero_document_changes_one_live on xero_document_changes (workspace_id, document_id)
  where state in ('planned', 'sending', 'unknown');
create index xero_document_changes_live on xero_document_changes (workspace_id, connection_id, id)
  where state in ('planned', 'sending', 'unknown');

-- What happened to a document since Xero has it: payments, edits, voids.
create table xero_document_events (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  kind text not null,
  particulars jsonb not null default '{}',
  -- Null: it was done in Xero.
  member_id uuid,
  happened_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references xero_documents
);
create index xero_document_events_document on xero_document_events (workspace_id, document_id, id);
-- What happened stays on record.
create trigger xero_document_events_append_only before update or delete on xero_document_events
  for each row execute function forbid_change();

-- What Xero's webhooks told, until a job has read what they name. The same event may be told many times.
create table xero_webhook_events (
  workspace_id uuid not null,
  tenant_id uuid not null,
  category text not null,
  resource_id uuid not null,
  event_at timestamptz not null,
  event_type text not null,
  received_at timestamptz not null,
  done_at timestamptz,
  primary key (workspace_id, tenant_id, category, resource_id, event_at)
);
create index xero_webhook_events_waiting on xero_webhook_events (workspace_id, tenant_id, received_at)
  where done_at is null;
