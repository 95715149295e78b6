-- What a linked contact became, and what it says about its invoices. A contact that was merged into the contact of another
-- client keeps its link as 'MERGED', with where it went.
alter table xero_contact_links
  add column merged_to_contact_id uuid,
  add column default_currency text,
  add column sales_account_code text,
  add column sales_tax_type text;

-- Which contacts come in: all, those Xero counts as customers (somebody who has a sales invoice), or those of a group. Who is
-- linked is followed whatever is chosen.
alter table xero_connections
  add column import_scope text not null default 'all' check (import_scope in ('all', 'customers', 'group')),
  add column import_group_id uuid,
  add column import_group_name text,
  add constraint xero_connections_import_group
    check ((import_scope = 'group') = (import_group_id is not null and import_group_name is not null));

-- As it was when the import began. 'next': clients without a number get the next free one; 'next_and_xero': Xero's contact too.
alter table contact_imports
  add column scope text not null default 'all' check (scope in ('all', 'customers', 'group')),
  add column group_id uuid,
  add column group_name text,
  add column numbering text not null default 'none' check (numbering in ('none', 'next', 'next_and_xero'));

-- 'create': a new client, although another was suggested.
alter table contact_import_rows
  drop constraint contact_import_rows_choice_check,
  add constraint contact_import_rows_choice_check check (choice in ('apply', 'create', 'skip')),
  -- The number a new client was given, and what became of telling Xero; null when nobody asked to tell.
  add column given_number text,
  add column number_in_xero text check (number_in_xero in ('planned', 'written', 'refused'));
create index contact_import_rows_to_tell on contact_import_rows (workspace_id, import_id, position)
  where number_in_xero = 'planned';
