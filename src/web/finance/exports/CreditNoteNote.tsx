import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../../ui/buttons.tsx'
import { Callout } from '../../ui/Callout.tsx'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { isChanging } from '../document-words.ts'
import type { XeroDocument } from '../types.ts'

type CreditNoteNoteProps = {
  document: XeroDocument
  creditNote: NonNullable<XeroDocument['creditNote']>
}

/** The credit note that Hourbook wrote over a document, and what is the matter with it. */
export function CreditNoteNote({ document, creditNote }: CreditNoteNoteProps) {
  const { t } = useTranslation()
  const { money } = useFormats()
  const { number, url, totalMinor, allocatedMinor, difference, goneAt } = creditNote
  const name = { number: number ?? '' }
  const amount = (minor: number) => money(minor, document.currency)
  const link = url ? (
    <ExternalLink href={url}>{t('xeroExports.viewCreditNote')}</ExternalLink>
  ) : null
  if (goneAt !== null) {
    return (
      <Callout tone="warning" title={t('xeroExports.creditGone', name)}>
        {t('xeroExports.creditGoneText')} {link}
      </Callout>
    )
  }
  if (allocatedMinor === null && !isChanging(document)) {
    const isGone = document.state === 'voided'
    return (
      <Callout tone="warning" title={t('xeroExports.creditOpen', name)}>
        {t(isGone ? 'xeroExports.creditOpenClosed' : 'xeroExports.creditOpenText')} {link}
      </Callout>
    )
  }
  const total = amount(totalMinor)
  const taken = amount(allocatedMinor ?? 0)
  return (
    <Callout
      {...(difference && { tone: 'warning' as const })}
      title={t('xeroExports.creditNoteOf', { ...name, amount: total, taken })}
    >
      {difference
        ? `${t('xeroExports.creditDifference', {
            planned: amount(difference.planned.totalMinor),
            xero: amount(difference.xero.totalMinor),
          })} `
        : null}
      {document.closed
        ? `${t('xeroExports.closedItems', { count: document.closed.items })} `
        : null}
      {link}
    </Callout>
  )
}
