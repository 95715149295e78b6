-- A call that Xero refused as a whole is made again in halves: a document then goes with so many at most.
alter table xero_documents
  add column batch_limit smallint check (batch_limit > 0),
  -- Xero remembers a key from its first use on; null for a key from before this was kept.
  add column idempotency_key_first_used_at timestamptz;

alter table xero_document_changes add column idempotency_key_first_used_at timestamptz;

-- The call of a note, while nobody knows what came of it.
alter table xero_attachments
  add column idempotency_key text,
  add column idempotency_key_first_used_at timestamptz,
  add column idempotency_key_last_used_at timestamptz;

-- How often Xero answered contacts that were to be created with anything but a yes: part of the next key.
alter table xero_connections add column contact_refusals integer not null default 0;

-- Xero has the organisation offline until then.
alter table xero_limits.organisations add column offline_until timestamptz;
