-- Where somebody drove lately: the places that the form of a trip remembers.
create index mileages_member on mileages (workspace_id, member_id, travelled_on, id);
