-- What a sales transaction becomes in Xero: a manual journal, or a sales invoice among Xero's own receivables.
alter table workspaces
  add column sales_target text not null default 'manual_journal' check (sales_target in ('manual_journal', 'invoice'));

alter table xero_documents
  -- A journal was the only document of an own invoice.
  drop constraint xero_documents_check1,
  add constraint xero_documents_of check (case when invoice_id is null then kind = 'invoice' else export_id is null end);

drop index xero_documents_one_journal;
-- One live sales transaction per own invoice, of whatever kind; one that was given up, voided or reversed makes room for another.
create unique index xero_documents_one_sale on xero_documents (workspace_id, invoice_id)
  where invoice_id is not null and reverses_id is null and reversed_at is null
    and state not in ('discarded', 'voided', 'credited');

-- Payments and credits that Xero has on the sales invoice come back as payments; nobody here wrote them down.
alter table invoice_payments
  add column xero_id uuid,
  alter column created_by drop not null,
  drop constraint invoice_payments_method_check,
  add constraint invoice_payments_method_check check (method in ('bank_transfer', 'direct_debit', 'card', 'cash', 'other', 'xero')),
  add constraint invoice_payments_from check (
    (xero_id is null) = (created_by is not null) and (xero_id is null) = (method <> 'xero')),
  drop constraint invoice_payments_check,
  add constraint invoice_payments_taken_back check (
    case when taken_back_at is null or xero_id is not null then taken_back_by is null else taken_back_by is not null end);
-- Counted once, however often it is read.
create unique index invoice_payments_once on invoice_payments (workspace_id, invoice_id, xero_id)
  where xero_id is not null and taken_back_at is null;
