-- Credit notes that Hourbook writes in Xero over invoices it sent there: planned with their lines before any call, as
-- documents are, and kept with what became of them.
create table xero_credit_notes (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  -- The change that asks for it now: one that Xero has but that is not taken off the invoice can be asked for again.
  change_id uuid not null,
  -- Whether what the invoice bills becomes open again.
  bills_again boolean not null,
  -- Its Reference in Xero, by which it is found.
  lookup_text text not null,
  issued_on date not null,
  tax_mode text not null check (tax_mode in ('exclusive', 'inclusive', 'none')),
  -- As they were written: what Xero has is compared with them word by word.
  lines json not null,
  subtotal_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  xero_id uuid,
  xero_number text,
  xero_subtotal_minor bigint,
  xero_tax_minor bigint,
  xero_total_minor bigint,
  confirmed_at timestamptz,
  -- What of it is taken off the invoice, once that is known; nothing where payments left nothing to take it off from.
  allocated_minor bigint,
  allocated_at timestamptz,
  -- When it was seen that somebody in Xero took it from the invoice again.
  gone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references xero_documents,
  foreign key (workspace_id, change_id) references xero_document_changes,
  check ((xero_id is null) = (confirmed_at is null)),
  check (allocated_minor is null or xero_id is not null)
);
create index xero_credit_notes_document on xero_credit_notes (workspace_id, document_id, id);
create index xero_credit_notes_change on xero_credit_notes (workspace_id, change_id);
-- One credit note over an invoice: the database, not our diligence, prevents a second.
create unique index xero_credit_notes_one on xero_credit_notes (workspace_id, document_id)
  where xero_id is not null and gone_at is null;
create unique index xero_credit_notes_in_xero on xero_credit_notes (workspace_id, xero_id) where xero_id is not null;

-- A client shows its documents.
create index xero_documents_client on xero_documents (workspace_id, client_id, id);

-- They were kept for it, and never used.
alter table xero_document_changes drop column xero_id, drop column xero_number;
