-- How invoices look in Xero: a branding theme of the organisation, with its name as it was when it was chosen. None: Xero
-- takes that of the contact, else its own default. And how sales transactions arrive there.
alter table xero_connections
  add column branding_theme_id uuid,
  add column branding_theme_name text,
  add column journal_status text not null default 'POSTED' check (journal_status in ('DRAFT', 'POSTED')),
  add constraint xero_connections_branding_theme check ((branding_theme_id is null) = (branding_theme_name is null));

alter table xero_documents
  add column branding_theme_id uuid,
  -- Whether Xero says that the customer got it; null until it was read after it was confirmed.
  add column xero_sent_to_contact boolean,
  -- A reversing journal names the one that it takes back, which is marked when Xero has the reversal.
  add column reverses_id uuid,
  add column reversed_at timestamptz,
  add foreign key (workspace_id, reverses_id) references xero_documents,
  add constraint xero_documents_reversal check (reverses_id is null or kind = 'manual_journal');

drop index xero_documents_one_journal;
-- One live sales transaction per own invoice; one that was given up, voided or reversed makes room for another.
create unique index xero_documents_one_journal on xero_documents (workspace_id, invoice_id)
  where kind = 'manual_journal' and reverses_id is null and reversed_at is null
    and state not in ('discarded', 'voided', 'credited');
-- And one reversal of it: the database, not our diligence, prevents a second.
create unique index xero_documents_one_reversal on xero_documents (workspace_id, reverses_id)
  where reverses_id is not null and state not in ('discarded', 'voided', 'credited');

-- E-mails and marks are changes too. 'is_again': the person knows that the customer has it already.
alter table xero_document_changes
  drop constraint xero_document_changes_kind_check,
  add constraint xero_document_changes_kind_check check (kind in ('void', 'update', 'credit', 'email', 'mark_sent')),
  add column is_again boolean not null default false;
