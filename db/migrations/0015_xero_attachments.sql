-- Files and notes that go with a document to Xero. Written with the document before any call; sent once Xero has it. By
-- its name a file is found there again.
create table xero_attachments (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  connection_id uuid not null,
  kind text not null check (kind in ('timesheet', 'receipt', 'note')),
  -- A file's name in Xero; of a note its words.
  name text not null check (length(name) between 1 and 2500),
  -- The bytes. A timesheet has them once it is printed, before its first call; a note never.
  file_id uuid,
  is_online boolean not null,
  state text not null check (state in ('planned', 'sending', 'confirmed', 'rejected', 'unknown')),
  attempts integer not null default 0,
  claim_id uuid,
  lease_expires_at timestamptz,
  problem_code text,
  problem_detail text,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, document_id) references xero_documents,
  foreign key (workspace_id, connection_id) references xero_connections,
  foreign key (workspace_id, file_id) references files,
  check (kind = 'timesheet' or (kind = 'receipt') = (file_id is not null))
);
-- Xero writes a file over another of the same name, whatever its case.
create unique index xero_attachments_name on xero_attachments (workspace_id, document_id, lower(name)) where kind <> 'note';
create index xero_attachments_waiting on xero_attachments (workspace_id, connection_id, document_id, id)
  where state in ('planned', 'sending', 'unknown');
create index xero_attachments_document on xero_attachments (workspace_id, document_id);
create index xero_attachments_file on xero_attachments (workspace_id, file_id);
