import type { ageing as english } from '../en/ageing.ts'
import type { Translation } from '../translation.ts'

export const ageing: Translation<typeof english> = {
  title: 'Ouderdomsanalyse',
  description:
    'Wat klanten op eigen facturen verschuldigd zijn, naar hoe lang het te laat is. Verkooptransacties zijn memoriaalboekingen in Xero en staan daar dus niet bij de openstaande debiteuren.',
  on: 'Op',
  due: 'Openstaand',
  total: 'Totaal',
  late: 'Dagen te laat',
  buckets: {
    current: 'Nog niet vervallen',
    days30: '1–30 dagen',
    days60: '31–60 dagen',
    days90: '61–90 dagen',
    older: 'Meer dan 90 dagen',
  },
  ofClient: '{{client}} op {{day}}',
  emptyTitle: 'Er staat niets open',
  empty: 'Op deze dag was elke eigen factuur betaald of gecrediteerd, of was er nog geen.',
}
