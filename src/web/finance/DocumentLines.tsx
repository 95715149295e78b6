import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { RoundedHours } from '../reports/RoundedHours.tsx'
import type { ReportRow } from '../reports/report-queries.ts'
import { DataList } from '../ui/DataList.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { LoadFailed } from '../ui/EmptyState.tsx'
import { Fold } from '../ui/Fold.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { DayText, Money, Quantity } from '../ui/Values.tsx'
import { shownMinor } from '#domain/vat-amounts.ts'
import { documentRowsQuery } from './exports/export-queries.ts'

export type UnfoldableLine = {
  id: string
  description: string
  quantity: string
  unitPrice: string
  netMinor: number
  taxMinor: number
  accountCode?: string | null
  itemCode?: string | null
  taxType?: string | null
  vatPercentage?: string
  discountPercentage?: string
  adjustment?: { percentage: string } | null
  /** How many registered items it bills; none for a line that was typed. */
  itemCount?: number
  /** What part of the line each item is, where that is known. */
  items?: readonly { itemId: string; amountMinor: number }[]
}

type DocumentLinesProps = {
  documentId: string
  lines: readonly UnfoldableLine[]
  /** Whether unit prices, and so the amounts of lines, have the VAT in them. */
  pricesIncludeVat?: boolean
}

/** The lines of a document; each unfolds to the hours, expenses and mileages behind it. */
export function DocumentLines(props: DocumentLinesProps) {
  const { documentId, lines, pricesIncludeVat = false } = props
  const { t } = useTranslation()
  return (
    <div className="hb-finance-lines">
      <div className="hb-finance-lines-head" aria-hidden>
        <span>{t('xeroExports.description')}</span>
        <span>
          {t(
            pricesIncludeVat ? 'invoices.quantityAndPriceWithVat' : 'xeroExports.quantityAndPrice',
          )}
        </span>
        <span>{t(pricesIncludeVat ? 'invoices.amountWithVat' : 'xeroExports.net')}</span>
      </div>
      {lines.map((line) =>
        (line.itemCount ?? line.items?.length) === 0 ? (
          <div key={line.id} className="hb-finance-line">
            <LineHead line={line} pricesIncludeVat={pricesIncludeVat} />
          </div>
        ) : (
          <Fold key={line.id} head={<LineHead line={line} pricesIncludeVat={pricesIncludeVat} />}>
            <LineItems documentId={documentId} line={line} />
          </Fold>
        ),
      )}
    </div>
  )
}

function LineHead(props: { line: UnfoldableLine; pricesIncludeVat: boolean }) {
  const { line, pricesIncludeVat } = props
  const { t } = useTranslation()
  const formats = useFormats()
  const { discountPercentage = '0', adjustment } = line
  const told = (percentage: string) => ({
    percentage: formats.quantity(percentage.replace('-', '')),
  })
  const codes = [
    line.accountCode,
    line.itemCode,
    line.taxType ?? (line.vatPercentage ? `${formats.quantity(line.vatPercentage)}%` : null),
    Number(discountPercentage) > 0 ? t('invoices.discountOf', told(discountPercentage)) : null,
    adjustment ? t('invoices.partOfAbove', told(adjustment.percentage)) : null,
  ].filter(Boolean)
  return (
    <span className="hb-finance-head">
      <span className="hb-finance-line-words">
        <span className="hb-finance-description">{line.description}</span>
        <span className="hb-cell-sub">{codes.join(' · ')}</span>
      </span>
      <span className="hb-num hb-dim hb-finance-product">
        {formats.quantity(line.quantity, 2)} × {formats.quantity(line.unitPrice, 2)}
      </span>
      <span className="hb-num hb-finance-amount">
        {formats.money(shownMinor(line, pricesIncludeVat), null)}
      </span>
    </span>
  )
}

function LineItems({ documentId, line }: { documentId: string; line: UnfoldableLine }) {
  const { t } = useTranslation()
  const rows = useQuery(documentRowsQuery(documentId))
  const columns = useItemColumns(
    new Map(line.items?.map((item) => [item.itemId, item.amountMinor])),
  )
  if (rows.error) return <LoadFailed error={rows.error} onRetry={() => void rows.refetch()} />
  const behind = rows.data?.get(line.id)
  if (rows.data && !behind) {
    return <div className="hb-dim hb-small">{t('xeroExports.noEntriesBehind')}</div>
  }
  return (
    <DataList
      label={t('xeroExports.itemsOf')}
      rows={behind}
      isLoading={rows.isPending}
      rowKey={(row) => row.id}
      columns={columns}
      empty={{ title: t('xeroExports.noEntriesBehind') }}
    />
  )
}

function useItemColumns(amounts: ReadonlyMap<string, number>): Column<ReportRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'day',
      header: t('xeroExports.itemDay'),
      width: 100,
      phone: 'line',
      cell: (row) => <DayText day={row.day} />,
    },
    {
      key: 'person',
      header: t('xeroExports.itemPerson'),
      width: '20%',
      cell: (row) => row.memberName,
    },
    {
      key: 'text',
      header: t('xeroExports.itemText'),
      width: '40%',
      phone: 'title',
      cell: (row) => [row.what, row.text].filter(Boolean).join(' · ') || row.projectName,
    },
    {
      key: 'quantity',
      header: t('xeroExports.itemQuantity'),
      align: 'end',
      cell: (row) =>
        row.seconds === null ? (
          <Quantity value={row.quantity} />
        ) : (
          <RoundedHours isOnDocument row={row} />
        ),
    },
    {
      key: 'amount',
      header: t('xeroExports.itemAmount'),
      align: 'end',
      phone: 'value',
      cell: (row) => <Money minor={amounts.get(row.id) ?? row.amountMinor} currency={null} />,
    },
  ]
}
