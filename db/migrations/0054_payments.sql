-- What clients paid on own invoices. A payment is never changed: one that was written down by mistake is taken back, and
-- stays to be seen. Less than zero: a refund.
create table invoice_payments (
  workspace_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  paid_on date not null check (paid_on between '1990-01-01' and '2099-12-31'),
  amount_minor bigint not null check (amount_minor <> 0),
  method text not null check (method in ('bank_transfer', 'direct_debit', 'card', 'cash', 'other')),
  reference text not null default '' check (length(reference) <= 255),
  created_by uuid not null,
  created_at timestamptz not null,
  taken_back_by uuid,
  taken_back_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, invoice_id) references invoices,
  foreign key (workspace_id, created_by) references members,
  foreign key (workspace_id, taken_back_by) references members,
  check ((taken_back_at is null) = (taken_back_by is null))
);
create index invoice_payments_invoice on invoice_payments (workspace_id, invoice_id);
-- Lists of what is overdue read the invoices that are due, not all that ever were.
create index invoices_due on invoices (workspace_id, due_on) where state <> 'draft';

create function forbid_changed_payment() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.taken_back_at is not null or (to_jsonb(new) - 'taken_back_by' - 'taken_back_at')
    <> (to_jsonb(old) - 'taken_back_by' - 'taken_back_at') then
    raise exception 'a payment is taken back, never changed'
      using errcode = 'integrity_constraint_violation', constraint = 'payment_stays';
  end if;
  return new;
end $$;
-- What was paid stays on record.
create trigger invoice_payments_stay before update or delete on invoice_payments
  for each row execute function forbid_changed_payment();

create function forbid_overpaid_invoice() returns trigger language plpgsql as $$
declare
  invoice record;
  paid bigint;
begin
  -- Whoever pays the same invoice meanwhile waits here.
  select state, credits_id, total_minor into invoice from invoices
  where workspace_id = new.workspace_id and id = new.invoice_id for update;
  select coalesce(sum(amount_minor), 0) into paid from invoice_payments
  where workspace_id = new.workspace_id and invoice_id = new.invoice_id and taken_back_at is null;
  if invoice.state = 'draft' or invoice.credits_id is not null
    or paid not between least(0, invoice.total_minor) and greatest(0, invoice.total_minor) then
    raise exception 'an invoice would be paid for more than it asks for'
      using errcode = 'integrity_constraint_violation', constraint = 'invoice_is_paid_once';
  end if;
  return null;
end $$;
-- However payments are written, and whoever writes them.
create trigger invoice_payments_within after insert or update on invoice_payments
  for each row execute function forbid_overpaid_invoice();
