import type { components } from '#client/openapi.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { MomentText } from '../../ui/Values.tsx'

type Event = components['schemas']['XeroDocumentWithLines']['events'][number]
type Props = { events: readonly Event[]; currency: string }

/** What happened to a document since Xero has it, and who did it. */
export function DocumentHistory({ events, currency }: Props) {
  const { t } = useTranslation()
  const wordsOf = useWords(currency)
  if (events.length === 0) return null
  return (
    <section>
      <h2 className="hb-finance-history-title">{t('xeroExports.history')}</h2>
      <ol className="hb-finance-history">
        {events.map((event) => (
          <li key={event.id}>
            <span className="hb-dim hb-num">
              <MomentText at={event.happenedAt} />
            </span>
            <span>{wordsOf(event)}</span>
            <span className="hb-dim">{event.memberName ?? t('xeroExports.historyIn')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const statuses = [
  'DRAFT',
  'SUBMITTED',
  'AUTHORISED',
  'PAID',
  'POSTED',
  'VOIDED',
  'DELETED',
] as const

function useWords(currency: string) {
  const { t } = useTranslation()
  const { money, day } = useFormats()
  return ({ kind, particulars }: Event): string => {
    const amount = (name: string) => money(Number(particulars[name] ?? 0), currency)
    const text = (name: string) => String(particulars[name] ?? '')
    const status = (name: string) => {
      const known = statuses.find((each) => each === particulars[name])
      return known ? t(`xeroExports.xeroStatuses.${known}`) : text(name)
    }
    const count = Number(particulars['items'] ?? particulars['lines'] ?? 0)
    switch (kind) {
      case 'status_changed':
        return t('xeroExports.events.status_changed', { from: status('from'), to: status('to') })
      case 'payments_changed': {
        const words = particulars['creditedMinor'] ? 'credits_changed' : 'payments_changed'
        return t(`xeroExports.events.${words}`, {
          paid: amount('paidMinor'),
          credited: amount('creditedMinor'),
          due: amount('dueMinor'),
        })
      }
      case 'amounts_changed':
        return t('xeroExports.events.amounts_changed', {
          from: amount('fromMinor'),
          to: amount('toMinor'),
        })
      case 'change_requested': {
        const change = changes.find((each) => each === particulars['change']) ?? 'void'
        return t(`xeroExports.events.change_requested.${change}`)
      }
      case 'change_refused':
        return t('xeroExports.events.change_refused', { detail: text('detail') })
      case 'lines_added':
        return t('xeroExports.events.lines_added', { count })
      case 'voided':
        return t('xeroExports.events.voided', { status: status('status'), count })
      case 'credited':
        return t('xeroExports.events.credited', { count })
      case 'credit_note_written':
        return t('xeroExports.events.credit_note_written', {
          number: text('number'),
          total: amount('totalMinor'),
          taken: amount('allocatedMinor'),
        })
      case 'credit_note_gone':
        return t('xeroExports.events.credit_note_gone')
      case 'reversal_requested':
      case 'reversed':
        return t(`xeroExports.events.${kind}`, { day: day(text('issuedOn')) })
      case 'reversal_gone':
      case 'emailed':
      case 'marked_sent':
      case 'sent_in_xero':
      case 'differences_accepted':
        return t(`xeroExports.events.${kind}`)
      default:
        return kind
    }
  }
}

const changes = ['void', 'update', 'credit', 'email', 'mark_sent'] as const
