alter table invoice_lines
  -- Taken off quantity × price of the line, half up.
  add column discount_percentage numeric(5, 2) not null default 0 check (discount_percentage between 0 and 100),
  -- A percentage of the lines above, below zero a discount: a line for each VAT rate, which share one adjustment.
  add column adjustment_id uuid,
  add column adjustment_percentage numeric(6, 2) check (adjustment_percentage <> 0),
  add check ((adjustment_id is null) = (adjustment_percentage is null));
-- What it is written in; null: as the client reads, else as the workspace writes.
alter table invoices add column language text check (language in ('en', 'nl'));
