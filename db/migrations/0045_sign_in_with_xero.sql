-- Who signs in with Xero, known by Xero's own id of them and by nothing else, and the ways to Xero and back that have begun.
-- Both belong to the front door and to no workspace.
create table auth.xero_identities (
  xero_user_id text not null primary key,
  user_id text not null unique references auth."user" ("id") on delete cascade,
  -- As Xero told them when it was linked: shown, and never looked up by.
  email text,
  name text,
  linked_at timestamptz not null
);

create table auth.xero_sign_ins (
  state_hash text not null primary key,
  -- Whose account is linked; null where somebody signs in or up.
  user_id text,
  return_to text,
  created_at timestamptz not null,
  used_at timestamptz,
  -- Who came back from Xero, known to nobody here, and may sign up.
  xero_user_id text,
  email text,
  name text,
  check (xero_user_id is null or (user_id is null and used_at is not null and email is not null))
);
create index xero_sign_ins_created_at on auth.xero_sign_ins (created_at);
