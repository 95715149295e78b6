/** The lists of master data: they are searched, sorted, filtered, downloaded and changed in one way. */
export const lists = [
  'clients',
  'projects',
  'tasks',
  'products',
  'vat_rates',
  'vehicles',
  'tags',
  'teams',
  'members',
] as const
export type List = (typeof lists)[number]

/** What each list can be ordered by; the name where nothing is said. */
export const listSorts = {
  clients: ['name', 'number', 'email', 'city', 'source'],
  projects: ['name', 'client', 'code', 'invoiceMethod', 'startsOn'],
  tasks: ['name', 'isBillable', 'xeroItemCode'],
  products: ['name', 'unitPrice', 'xeroItemCode'],
  vat_rates: ['name', 'percentage'],
  vehicles: ['name', 'licencePlate'],
  tags: ['name'],
  teams: ['name', 'manager'],
  members: ['name', 'email', 'role'],
} as const satisfies Record<List, readonly ['name', ...string[]]>

/** The fields that can be changed of many rows at once, besides archiving them. */
export const bulkFields = {
  clients: ['vatRateId', 'paymentTermDays', 'tagIds'],
  projects: ['managerId', 'color', 'tagIds'],
  tasks: ['isBillable'],
  products: ['vatRateId'],
  vat_rates: [],
  vehicles: [],
  tags: [],
  teams: ['managerId'],
  members: [],
} as const satisfies Record<List, readonly string[]>
