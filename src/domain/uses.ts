import { say, type Sentence } from './words/say.ts'
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
  'recurring_invoices',
  'estimates',
  'xero_documents',
] as const
export type UseKind = (typeof useKinds)[number]

export type Use = { kind: UseKind; count: number }

const words = {
  clients: ['{{count}} client', '{{count}} clients'],
  projects: ['{{count}} project', '{{count}} projects'],
  sub_projects: ['{{count}} sub-project', '{{count}} sub-projects'],
  products: ['{{count}} product', '{{count}} products'],
  people: ['{{count}} person', '{{count}} people'],
  hours: ['{{count}} time entry', '{{count}} time entries'],
  expenses: ['{{count}} expense', '{{count}} expenses'],
  trips: ['{{count}} trip', '{{count}} trips'],
  instalments: ['{{count}} instalment', '{{count}} instalments'],
  periods: ['{{count}} subscription period', '{{count}} subscription periods'],
  write_offs: ['{{count}} write-off', '{{count}} write-offs'],
  invoices: ['{{count}} invoice', '{{count}} invoices'],
  recurring_invoices: ['{{count}} recurring invoice', '{{count}} recurring invoices'],
  estimates: ['{{count}} estimate', '{{count}} estimates'],
  xero_documents: ['{{count}} document in Xero', '{{count}} documents in Xero'],
} as const satisfies Record<UseKind, readonly [one: Sentence, many: Sentence]>

/** "Used by 3 projects, 1 client and 12 time entries." */
export function usesInWords(uses: readonly Use[]): string {
  const each = uses.map(({ kind, count }) => say(words[kind][count === 1 ? 0 : 1], { count }))
  const last = each.at(-1) ?? 'nothing'
  const others = each.slice(0, -1).join(', ')
  return say('Used by {{uses}}.', { uses: others ? `${others} and ${last}` : last })
}
