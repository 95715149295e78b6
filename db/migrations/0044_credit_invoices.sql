-- A credit invoice takes back what lines of another invoice ask for.
alter table invoices
  add column credits_id uuid,
  -- Whether the work behind lines that are credited in full can be billed again once this is final.
  add column frees_items boolean not null default false,
  add foreign key (workspace_id, credits_id) references invoices,
  add check (credits_id <> id),
  add check (credits_id is not null or not frees_items);
create index invoices_credits on invoices (workspace_id, credits_id) where credits_id is not null;

alter table invoice_lines
  add column credits_line_id uuid,
  add foreign key (workspace_id, credits_line_id) references invoice_lines;
create index invoice_lines_credits on invoice_lines (workspace_id, credits_line_id) where credits_line_id is not null;

create function forbid_overcredited_line() returns trigger language plpgsql as $$
declare
  sold record;
  taken record;
begin
  -- Whoever credits the same line meanwhile waits here.
  select quantity, net_minor into sold from invoice_lines
  where workspace_id = new.workspace_id and id = new.credits_line_id for update;
  select sum(quantity) as quantity, sum(net_minor) as net_minor into taken from invoice_lines
  where workspace_id = new.workspace_id and credits_line_id = new.credits_line_id;
  if sign(taken.quantity) * sign(sold.quantity) > 0 or abs(taken.quantity) > abs(sold.quantity)
    or sign(taken.net_minor) * sign(sold.net_minor) > 0 or abs(taken.net_minor) > abs(sold.net_minor) then
    raise exception 'more is credited than the line asks for'
      using errcode = 'integrity_constraint_violation', constraint = 'line_is_credited_once';
  end if;
  return null;
end $$;
-- However lines are written, and whoever writes them.
create trigger invoice_lines_credited_once after insert or update on invoice_lines
  for each row when (new.credits_line_id is not null) execute function forbid_overcredited_line();
