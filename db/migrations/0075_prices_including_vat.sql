-- Whether the unit prices of an invoice have the VAT in them; its lines keep net and tax either way.
alter table invoices add column prices_include_vat boolean not null default false;

-- What is credited is counted as prices say it: with the tax where they include it.
create or replace function forbid_overcredited_line() returns trigger language plpgsql as $$
declare
  sold record;
  taken record;
begin
  -- Whoever credits the same line meanwhile waits here.
  select l.quantity, i.prices_include_vat,
    case when i.prices_include_vat then l.net_minor + l.tax_minor else l.net_minor end as amount
  into sold from invoice_lines l
  join invoices i on i.workspace_id = l.workspace_id and i.id = l.invoice_id
  where l.workspace_id = new.workspace_id and l.id = new.credits_line_id for update of l;
  select sum(quantity) as quantity,
    sum(case when sold.prices_include_vat then net_minor + tax_minor else net_minor end) as amount
  into taken from invoice_lines
  where workspace_id = new.workspace_id and credits_line_id = new.credits_line_id;
  if sign(taken.quantity) * sign(sold.quantity) > 0 or abs(taken.quantity) > abs(sold.quantity)
    or sign(taken.amount) * sign(sold.amount) > 0 or abs(taken.amount) > abs(sold.amount) then
    raise exception 'more is credited than the line asks for'
      using errcode = 'integrity_constraint_violation', constraint = 'line_is_credited_once';
  end if;
  return null;
end $$;
