import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRoundingWords } from '../../pickers/RoundingSelect.tsx'
import { sumQuantities } from '#domain/money.ts'
import { Callout } from '../../ui/Callout.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Facts } from '../../ui/Page.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Money } from '../../ui/Values.tsx'
import type { ExportPreview, ExportRequest, LeftOut } from '../types.ts'
import { PreviewDocumentFold } from './PreviewDocumentFold.tsx'

type ExportPreviewViewProps = {
  preview: ExportPreview
  status: ExportRequest['status']
  /** Whether Xero e-mails them. */
  isEmailed?: boolean
}

const openAtFirst = 3

/** Everything that would be sent, to the cent as Xero will compute it, and what would not. */
export function ExportPreviewView({ preview, status, isEmailed = false }: ExportPreviewViewProps) {
  const { t } = useTranslation()
  const { documents, totals, calls, leftOut } = preview
  const currency = documents[0]?.currency
  const unreachable = isEmailed ? documents.filter((each) => each.clientEmail === null) : []
  const money = (minor: number) => <Money minor={minor} {...(currency ? { currency } : {})} />
  return (
    <>
      {documents.length > 0 ? (
        <div className="hb-finance-summary">
          <Facts
            facts={[
              {
                label: t('xeroExports.invoices'),
                value: t('xeroExports.countAndStatus', {
                  total: totals.documents,
                  status: t(`xeroExports.statuses.${status}`),
                }),
              },
              { label: t('xeroExports.lines'), value: String(totals.lines) },
              { label: t('xeroExports.subtotal'), value: money(totals.subtotalMinor) },
              { label: t('xeroExports.tax'), value: money(totals.taxMinor) },
              { label: t('xeroExports.total'), value: <strong>{money(totals.totalMinor)}</strong> },
              ...(totals.files > 0
                ? [{ label: t('xeroExports.files'), value: String(totals.files) }]
                : []),
              ...(isEmailed
                ? [{ label: t('xeroExports.emails'), value: String(totals.documents) }]
                : []),
              { label: t('xeroExports.calls'), value: String(calls) },
            ]}
          />
        </div>
      ) : (
        <EmptyState title={t('xeroExports.nothingToSend')} description={t('xeroExports.seeWhy')} />
      )}
      <RoundedNote documents={documents} />
      {unreachable.length > 0 ? <NoAddressNote documents={unreachable} /> : null}
      {leftOut.length > 0 ? <LeftOutNote leftOut={leftOut} /> : null}
      {preview.receiptsLeftOut.length > 0 ? (
        <ReceiptsLeftOutNote receipts={preview.receiptsLeftOut} />
      ) : null}
      {documents.length > 0 ? (
        <div className="hb-finance-documents">
          {documents.map((document) => (
            <PreviewDocumentFold
              key={document.key}
              document={document}
              isOpenAtFirst={documents.length <= openAtFirst}
            />
          ))}
        </div>
      ) : null}
    </>
  )
}

/** That hours are not billed as they were worked, and by which rules. */
function RoundedNote({ documents }: Pick<ExportPreview, 'documents'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const words = useRoundingWords()
  const lines = documents.flatMap((each) => each.lines)
  const rounded = lines.flatMap(({ rounded: of, quantity }) => (of ? { ...of, quantity } : []))
  if (rounded.length === 0) return null
  const hours = (quantities: string[]) => formats.quantity(sumQuantities(quantities), 2)
  const rules = [...new Set(rounded.flatMap((each) => each.by))]
  return (
    <Callout title={t('rounding.previewTitle')}>
      {t('rounding.preview', {
        billed: hours(rounded.map((each) => each.quantity)),
        worked: hours(rounded.map((each) => each.workedHours)),
        rules: rules.map(words).join('; '),
      })}
    </Callout>
  )
}

// What is left out for these reasons is right as it is.
const settled = new Set([
  'item_is_invoiced',
  'item_is_written_off',
  'item_is_not_billable',
  'hours_are_not_billed_by_the_hour',
  'period_is_paused',
])

function LeftOutNote({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const { t } = useTranslation()
  const reasons = Map.groupBy(leftOut, ({ reason, message, billedBy }) => {
    if (reason !== 'item_is_invoiced') return message
    return billedBy?.documentName
      ? t('xeroExports.alreadyOn', { name: billedBy.documentName })
      : t('xeroExports.alreadyInvoiced')
  })
  return (
    <Callout
      tone="warning"
      title={t('xeroExports.leftOut', { count: leftOut.length })}
      action={
        leftOut.some(({ reason }) => !settled.has(reason)) ? (
          <Link to="/settings/xero/check">{t('xeroExports.toCheck')}</Link>
        ) : null
      }
    >
      <ul className="hb-finance-reasons">
        {[...reasons].map(([message, items]) => (
          <li key={message}>
            {kindsOf(items)
              .map(([kind, count]) => t(`xeroExports.kinds.${kind}`, { count }))
              .join(', ')}
            : {message}
          </li>
        ))}
      </ul>
    </Callout>
  )
}

function NoAddressNote({ documents }: { documents: ExportPreview['documents'] }) {
  const { t } = useTranslation()
  const names = [...new Set(documents.map((each) => each.clientName))]
  return (
    <Callout tone="warning" title={t('xeroExports.noAddress', { count: names.length })}>
      {t('xeroExports.noAddressText', { names: names.join(', ') })}
    </Callout>
  )
}

/** The receipts that cannot go along, by name and reason. */
export function ReceiptsLeftOutNote({
  receipts,
}: {
  receipts: readonly { name: string; message: string }[]
}) {
  const { t } = useTranslation()
  const reasons = Map.groupBy(receipts, ({ message }) => message)
  return (
    <Callout tone="warning" title={t('xeroExports.receiptsLeftOut', { count: receipts.length })}>
      <ul className="hb-finance-reasons">
        {[...reasons].map(([message, all]) => (
          <li key={message}>
            {all.map(({ name }) => name).join(', ')}: {message}
          </li>
        ))}
      </ul>
    </Callout>
  )
}

const kinds = ['time_entry', 'expense', 'mileage', 'instalment', 'subscription_period'] as const

function kindsOf(items: readonly LeftOut[]) {
  return kinds.flatMap((kind) => {
    const count = items.filter((each) => each.itemKind === kind).length
    return count > 0 ? [[kind, count] as const] : []
  })
}
