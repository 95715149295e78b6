export type Role = 'owner' | 'administrator' | 'project_manager' | 'bookkeeper' | 'employee'

/**
 * What a person may do. 'own' means the own hours, expenses and mileages; 'all' those of everybody, with their money.
 * The server asks before every verb; the web hides what would be refused.
 */
export type Permission =
  | 'registrations:own'
  | 'registrations:all'
  | 'work:write_off'
  | 'approvals:all'
  | 'periods:close'
  | 'projects:read'
  | 'projects:write'
  | 'clients:read'
  | 'clients:write'
  | 'rates:read'
  | 'invoices:read'
  | 'invoices:write'
  | 'xero:read'
  | 'xero:export'
  | 'xero:import'
  | 'xero:connect'
  | 'settings:write'
  | 'members:read'
  | 'members:write'
  | 'tokens:own'
  | 'audit:read'

const everybody: readonly Permission[] = [
  'registrations:own',
  'projects:read',
  'clients:read',
  'members:read',
  'tokens:own',
]
const projectManager: readonly Permission[] = [
  ...everybody,
  'registrations:all',
  'work:write_off',
  'projects:write',
  'rates:read',
]
const bookkeeper: readonly Permission[] = [
  ...projectManager,
  'clients:write',
  'invoices:read',
  'invoices:write',
  'xero:read',
  'xero:export',
  'xero:import',
  'periods:close',
]
const administrator: readonly Permission[] = [
  ...bookkeeper,
  'xero:connect',
  'settings:write',
  'members:write',
  'audit:read',
  'approvals:all',
]

export const permissionsOf: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(administrator),
  administrator: new Set(administrator),
  bookkeeper: new Set(bookkeeper),
  project_manager: new Set(projectManager),
  employee: new Set(everybody),
}
