/** What can refer to a thing of a list, so that the thing is archived and not deleted. */
export const useKinds = [
  'clients',
  'projects',
  'sub_projects',
  'products',
  'people',
  'hours',
  'expenses',
  'trips',
  'instalments',
  'periods',
  'write_offs',
  'invoices',
  'xero_documents',
] as const
export type UseKind = (typeof useKinds)[number]

export type Use = { kind: UseKind; count: number }

const words: Record<UseKind, readonly [one: string, many: string]> = {
  clients: ['client', 'clients'],
  projects: ['project', 'projects'],
  sub_projects: ['sub-project', 'sub-projects'],
  products: ['product', 'products'],
  people: ['person', 'people'],
  hours: ['time entry', 'time entries'],
  expenses: ['expense', 'expenses'],
  trips: ['trip', 'trips'],
  instalments: ['instalment', 'instalments'],
  periods: ['subscription period', 'subscription periods'],
  write_offs: ['write-off', 'write-offs'],
  invoices: ['invoice', 'invoices'],
  xero_documents: ['document in Xero', 'documents in Xero'],
}

/** "Used by 3 projects, 1 client and 12 time entries." */
export function usesInWords(uses: readonly Use[]): string {
  const each = uses.map(({ kind, count }) => `${count} ${words[kind][count === 1 ? 0 : 1]}`)
  const last = each.at(-1) ?? 'nothing'
  const others = each.slice(0, -1).join(', ')
  return `Used by ${others ? `${others} and ${last}` : last}.`
}
