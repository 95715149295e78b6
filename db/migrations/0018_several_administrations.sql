-- A workspace may have several administrations; one of them is the default, also while Xero does not let us in.
drop index xero_connections_one_administration;
alter table xero_connections add column is_default boolean not null default false;
update xero_connections as x set is_default = true
  from (
    select distinct on (workspace_id) workspace_id, id from xero_connections
    where state <> 'offered'
    order by workspace_id, state = 'disconnected', connected_at desc, id
  ) as chosen
  where chosen.workspace_id = x.workspace_id and chosen.id = x.id;
create unique index xero_connections_one_default on xero_connections (workspace_id) where is_default;

-- The administration a client belongs to. Null is the default one, and the default one is always null: so a number is compared
-- within one administration only.
alter table clients
  add column connection_id uuid,
  add foreign key (workspace_id, connection_id) references xero_connections;
drop index clients_number;
create unique index clients_number on clients
  (workspace_id, number_key, coalesce(connection_id, '00000000-0000-0000-0000-000000000000'));
create index clients_connection on clients (workspace_id, connection_id) where connection_id is not null;

-- An export may go to several: each of its documents says to which.
alter table xero_exports drop column connection_id;
