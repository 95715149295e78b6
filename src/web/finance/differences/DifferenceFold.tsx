import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../me.ts'
import { ExternalLink } from '../../ui/buttons.tsx'
import { ClippedText } from '../../ui/ClippedText.tsx'
import { Fold } from '../../ui/Fold.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { toast, toastProblem } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { DocumentBadge } from '../DocumentBadge.tsx'
import { DocumentMenu } from '../DocumentMenu.tsx'
import type { DifferenceRow, FieldDifference } from './difference-queries.ts'

/** A document that is not the same on both sides: field by field, and what can be done about it. */
export function DifferenceFold({ row }: { row: DifferenceRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const can = useCan()
  const { document, differences, accepted } = row
  const accept = useWrite<void, unknown>({
    send: (_, headers) =>
      answered(
        api.POST('/api/v1/xero/documents/{documentId}/accept-differences', {
          params: { path: { documentId: document.id } },
          headers,
        }),
      ),
    touches: [['xero-exports']],
    onDone: () => toast(t('xeroDifferences.acceptedToast')),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  return (
    <Fold
      isOpenAtFirst
      head={
        <span className="hb-finance-head">
          <span className="hb-finance-head-name">
            <ClippedText className="hb-cell-title" text={document.clientName} />
            <span className="hb-dim hb-num">{document.xeroNumber ?? document.reference}</span>
          </span>
          <DocumentBadge document={document} />
          <span className="hb-num hb-finance-amount">
            {formats.money(document.totalMinor, document.currency)}
          </span>
        </span>
      }
      aside={
        <span className="hb-finance-link">
          {document.url ? (
            <ExternalLink href={document.url}>{t('xeroExports.viewInXero')}</ExternalLink>
          ) : null}
          <DocumentMenu document={document} />
        </span>
      }
    >
      <div className="hb-finance-document">
        <DifferenceTable differences={differences} currency={document.currency} />
        {accepted ? (
          <div className="hb-dim hb-small">
            {t('xeroDifferences.acceptedBy', {
              name: accepted.byName,
              moment: formats.moment(accepted.at),
            })}
          </div>
        ) : can('xero:export') ? (
          <div>
            <Button
              size="xs"
              variant="default"
              loading={accept.isPending}
              onClick={() => accept.mutate()}
            >
              {t('xeroDifferences.accept')}
            </Button>
          </div>
        ) : null}
      </div>
    </Fold>
  )
}

function DifferenceTable({
  differences,
  currency,
}: {
  differences: readonly FieldDifference[]
  currency: string
}) {
  const { t } = useTranslation()
  const formats = useFormats()
  const text = (value: string | null, type: FieldDifference['type']) => {
    if (value === null) return '–'
    if (type === 'minor') return formats.money(Number(value), currency)
    if (type === 'day') return formats.day(value)
    return type === 'decimal' ? formats.quantity(value, 2) : value
  }
  return (
    <section
      className="hb-differences-scroll"
      // It scrolls on a phone, so the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('xeroDifferences.table')}
    >
      <table className="hb-differences">
        <thead>
          <tr>
            <th scope="col">{t('xeroDifferences.field')}</th>
            <th scope="col">{t('xeroDifferences.hourbook')}</th>
            <th scope="col">{t('xeroDifferences.sent')}</th>
            <th scope="col">{t('xeroDifferences.xeroNow')}</th>
            <th scope="col">{t('xeroDifferences.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((each) => (
            <tr key={`${each.field} ${each.line ?? ''} ${each.reason}`}>
              <th scope="row">
                {t(`xeroDifferences.fields.${each.field}`)}
                {each.line === null ? null : <span className="hb-cell-sub">{each.line}</span>}
              </th>
              <td data-label={t('xeroDifferences.hourbook')}>{text(each.hourbook, each.type)}</td>
              <td data-label={t('xeroDifferences.sent')}>{text(each.sent, each.type)}</td>
              <td className="hb-differences-now" data-label={t('xeroDifferences.xeroNow')}>
                {text(each.xero, each.type)}
              </td>
              <td className="hb-dim">{t(`xeroDifferences.reasons.${each.reason}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
