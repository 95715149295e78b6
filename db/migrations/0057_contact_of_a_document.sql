-- The contact that an invoice was on when Xero confirmed it: one that is on another later was moved there. Null for journals, and
-- for invoices that were confirmed before this was kept.
alter table xero_documents add column xero_contact_id uuid;
