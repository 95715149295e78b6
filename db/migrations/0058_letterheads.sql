-- Who invoices are from, and how they look.
create table letterheads (
  workspace_id uuid primary key references workspaces,
  legal_name text not null default '',
  address jsonb not null default '{}',
  registration_number text not null default '',
  vat_number text not null default '',
  iban text not null default '',
  bic text not null default '',
  email text not null default '',
  phone text not null default '',
  website text not null default '',
  payment_terms text not null default '',
  footer text not null default '',
  layout text not null default 'classic' check (layout in ('classic', 'modern', 'compact')),
  accent_color text not null default '#1f6f54' check (accent_color ~ '^#[0-9a-f]{6}$'),
  shows_payment_code boolean not null default true,
  shows_hours boolean not null default false,
  logo bytea,
  logo_type text check (logo_type in ('image/png', 'image/jpeg')),
  check ((logo is null) = (logo_type is null))
);

-- Who it is from and to, as it was when it became final; what was final before has none.
alter table invoices
  add column parties jsonb,
  add check (parties is null or state <> 'draft');
