import { useTranslation } from 'react-i18next'
import { Callout } from '../../ui/Callout.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { Facts } from '../../ui/Page.tsx'
import { DayText, Money } from '../../ui/Values.tsx'
import { AmountSums } from '../AmountSums.tsx'
import type { XeroDocument } from '../types.ts'
import type { CreditPreview } from './CreditDialog.tsx'

type CreditPreviewViewProps = { document: XeroDocument; preview: CreditPreview }

/** The credit note as Xero will have it, and what becomes of its amount. */
export function CreditPreviewView({ document, preview }: CreditPreviewViewProps) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const { currency, lines, leftMinor, allocatedMinor, paidMinor } = preview
  const { creditNote } = document
  const amount = (minor: number) => <Money minor={minor} currency={currency} />
  return (
    <>
      <p className="hb-finance-means">
        {creditNote && creditNote.goneAt === null
          ? t('xeroExports.creditTakenUp', { number: creditNote.number ?? '' })
          : t('xeroExports.creditText')}
      </p>
      <div className="hb-finance-summary">
        <Facts
          facts={[
            { label: t('xeroExports.issuedOn'), value: <DayText day={preview.issuedOn} /> },
            { label: t('xeroExports.creditTakenOff'), value: amount(allocatedMinor) },
            ...(leftMinor > 0
              ? [{ label: t('xeroExports.creditLeft'), value: amount(leftMinor) }]
              : []),
            { label: t('xeroExports.calls'), value: String(preview.calls) },
          ]}
        />
      </div>
      <ul className="hb-finance-credit-lines">
        {lines.map((line, index) => (
          // Lines have no id of their own yet, and never change places here.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="hb-finance-credit-words">{line.description}</span>
            <span className="hb-num">{amount(line.netMinor)}</span>
          </li>
        ))}
      </ul>
      <AmountSums amounts={preview} />
      {leftMinor > 0 ? (
        <Callout title={t('xeroExports.creditLeftTitle', { left: money(leftMinor, currency) })}>
          {t('xeroExports.creditLeftText', {
            paid: money(paidMinor, currency),
            taken: money(allocatedMinor, currency),
          })}
        </Callout>
      ) : null}
    </>
  )
}
