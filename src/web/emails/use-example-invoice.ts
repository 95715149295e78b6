import type { EmailPlaceholder } from '#domain/email-template.ts'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { useFormats } from '../ui/FormatProvider.tsx'

const issuedOn = '2026-11-23'
const dueOn = '2026-12-23'
const totalMinor = 121_000

/** What stands for the public page of an invoice until its e-mail is sent. */
export function exampleLink(): { link: string } {
  return { link: `${location.origin}/i/…` }
}

/** What the placeholders of an e-mail stand for where a text is tried. */
export function useExampleInvoice(): Record<EmailPlaceholder, string> {
  const { t } = useTranslation()
  const formats = useFormats()
  const { workspace } = useMe()
  return {
    'invoice.number': '2026-0042',
    'invoice.date': formats.day(issuedOn),
    'invoice.reference': 'PO 7',
    'client.name': t('emails.exampleClient'),
    total: formats.money(totalMinor),
    due: formats.day(dueOn),
    'workspace.name': workspace.name,
    ...exampleLink(),
  }
}
