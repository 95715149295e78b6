import { useTranslation } from 'react-i18next'
import { ClippedText } from '../../ui/ClippedText.tsx'
import { DataList } from '../../ui/DataList.tsx'
import type { Column } from '../../ui/data-list-types.ts'
import { Fold } from '../../ui/Fold.tsx'
import { FileIcon } from '../../ui/icons.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Facts } from '../../ui/Page.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { DayText, Money, Quantity } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import type { PreviewDocument, PreviewLine } from '../types.ts'

type PreviewDocumentFoldProps = { document: PreviewDocument; isOpenAtFirst: boolean }

/** One invoice of the preview, with the lines Xero will get. */
export function PreviewDocumentFold({ document, isOpenAtFirst }: PreviewDocumentFoldProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Fold
      isOpenAtFirst={isOpenAtFirst}
      head={
        <span className="hb-finance-head">
          <span className="hb-finance-head-name">
            <ClippedText className="hb-cell-title" text={document.clientName} />
            {document.contact === 'will_be_created' ? (
              <StatusBadge tone="info">{t('xeroExports.newContact')}</StatusBadge>
            ) : null}
          </span>
          {document.administration ? (
            <ClippedText
              className="hb-finance-books hb-dim hb-small"
              text={document.administration.name}
            />
          ) : null}
          <span className="hb-dim hb-small hb-nowrap">
            {t('xeroExports.lineCount', { count: document.lines.length })}
            {document.files.length > 0
              ? ` · ${t('xeroExports.fileCount', { count: document.files.length })}`
              : null}
          </span>
          <span className="hb-num hb-finance-amount">
            {formats.money(document.totalMinor, document.currency)}
          </span>
        </span>
      }
    >
      <div className="hb-finance-document">
        <Facts
          facts={[
            { label: t('xeroExports.issuedOn'), value: <DayText day={document.issuedOn} /> },
            { label: t('xeroExports.dueOn'), value: <DayText day={document.dueOn} /> },
            { label: t('xeroExports.reference'), value: document.reference || '–' },
            {
              label: t('xeroExports.contact'),
              value: t(`xeroExports.contacts.${document.contact}`),
            },
            ...(document.brandingTheme
              ? [{ label: t('xeroExports.theme'), value: document.brandingTheme }]
              : []),
            ...(document.contactCurrency
              ? [
                  {
                    label: t('xeroExports.contactCurrency'),
                    value: t('xeroExports.contactCurrencyDiffers', {
                      theirs: document.contactCurrency,
                      ours: document.currency,
                    }),
                  },
                ]
              : []),
          ]}
        />
        <DataList
          label={t('xeroExports.linesOf', { name: document.clientName })}
          rows={document.lines}
          rowKey={(line) => String(document.lines.indexOf(line))}
          columns={useLineColumns()}
          empty={{ title: t('xeroExports.noLines') }}
        />
        <AmountSums amounts={document} />
        {document.files.length > 0 ? (
          <section>
            <h2 className="hb-finance-history-title">{t('xeroExports.files')}</h2>
            <ul className="hb-finance-files">
              {document.files.map(({ name }) => (
                <li key={name} className="hb-finance-file">
                  <FileIcon size={16} />
                  <ClippedText text={name} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Fold>
  )
}

function useLineColumns(): Column<PreviewLine>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    {
      key: 'description',
      header: t('xeroExports.description'),
      width: '46%',
      cell: (line) => (
        <>
          <div className="hb-finance-description">{line.description}</div>
          {line.itemCount > 1 ? (
            <div className="hb-cell-sub">
              {t('xeroExports.itemCount', { count: line.itemCount })}
            </div>
          ) : null}
        </>
      ),
    },
    {
      key: 'account',
      header: t('xeroExports.account'),
      cell: (line) => <LineCodes line={line} />,
    },
    { key: 'taxType', header: t('xeroExports.taxType'), cell: (line) => <TaxType line={line} /> },
    {
      key: 'quantity',
      header: t('xeroExports.quantity'),
      align: 'end',
      phone: 'labelled',
      cell: (line) => (
        <div className="hb-finance-quantity">
          <Quantity value={line.quantity} decimals={2} />
          {line.rounded ? (
            <div className="hb-cell-sub">
              {t('rounding.workedHours', { hours: formats.quantity(line.rounded.workedHours, 2) })}
            </div>
          ) : null}
        </div>
      ),
    },
    {
      key: 'unitPrice',
      header: t('xeroExports.unitPrice'),
      align: 'end',
      phone: 'labelled',
      cell: (line) => <Quantity value={line.unitPrice} decimals={2} />,
    },
    {
      key: 'tax',
      header: t('xeroExports.tax'),
      align: 'end',
      phone: 'labelled',
      cell: (line) => <Money minor={line.taxMinor} currency={null} />,
    },
    {
      key: 'net',
      header: t('xeroExports.net'),
      align: 'end',
      phone: 'value',
      cell: (line) => <Money minor={line.netMinor} currency={null} />,
    },
  ]
}

/** The account and the product that Xero will book the line on. */
function LineCodes({
  line,
}: {
  line: Pick<PreviewLine, 'accountCode' | 'itemCode' | 'bookedBy' | 'tracking'>
}) {
  const { t } = useTranslation()
  return (
    <>
      <span className="hb-num">{line.accountCode ?? t('xeroExports.accountOfItem')}</span>
      {line.itemCode ? <span className="hb-cell-sub"> · {line.itemCode}</span> : null}
      {line.bookedBy === 'default' ? null : (
        <div className="hb-cell-sub">
          {t('mappings.by', { rule: t(`mappings.rules.${line.bookedBy}`) })}
        </div>
      )}
      {line.tracking.map((each) => (
        <div key={each.categoryId} className="hb-cell-sub">
          {each.categoryName}: {each.optionName}{' '}
          {t('mappings.by', { rule: t(`mappings.rules.${each.bookedBy}`) })}
        </div>
      ))}
    </>
  )
}

function TaxType({ line }: { line: Pick<PreviewLine, 'taxType' | 'taxedBy'> }) {
  const { t } = useTranslation()
  return (
    <>
      {line.taxType ?? '–'}
      {line.taxedBy === 'contact' ? (
        <div className="hb-cell-sub">{t('mappings.by', { rule: t('mappings.rules.contact') })}</div>
      ) : null}
    </>
  )
}
