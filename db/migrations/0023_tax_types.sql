-- Which tax rate of Xero a VAT rate is sent as, in each administration: two organisations name theirs apart. Without a row it is
-- found by the percentage.
create table xero_tax_types (
  workspace_id uuid not null references workspaces,
  tenant_id uuid not null,
  vat_rate_id uuid not null,
  tax_type text not null,
  primary key (workspace_id, tenant_id, vat_rate_id),
  foreign key (workspace_id, vat_rate_id) references vat_rates
);

-- Until now there was one for all: each organisation that was ever chosen starts with it.
insert into xero_tax_types (workspace_id, tenant_id, vat_rate_id, tax_type)
  select v.workspace_id, x.tenant_id, v.id, v.xero_tax_type
  from vat_rates v
  join xero_connections x on x.workspace_id = v.workspace_id and x.state <> 'offered'
  where v.xero_tax_type is not null;
alter table vat_rates drop column xero_tax_type;
