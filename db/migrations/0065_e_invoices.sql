-- What an e-invoice says beyond what stands on paper.
alter table letterheads
  add column electronic_address text not null default '',
  add column attaches_e_invoice boolean not null default false;
alter table clients
  add column electronic_address text,
  add column buyer_reference text;

-- Why nothing is charged at 0%, in the words that stand on the invoice.
alter table vat_rates
  add column exemption text check (exemption in ('zero_rated', 'exempt', 'reverse_charge', 'outside_scope')),
  add column exemption_reason text not null default '',
  add check (exemption is null or percentage = 0);
-- As it was when the invoice became final.
alter table invoice_lines
  add column exemption text check (exemption in ('zero_rated', 'exempt', 'reverse_charge', 'outside_scope')),
  add column exemption_reason text not null default '';

alter table emails
  add column e_invoice_file_id uuid,
  add column e_invoice_file_name text,
  add foreign key (workspace_id, e_invoice_file_id) references files,
  add check ((e_invoice_file_id is null) = (e_invoice_file_name is null));
create index emails_e_invoice_file on emails (workspace_id, e_invoice_file_id) where e_invoice_file_id is not null;
