import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ExternalLink } from '../ui/buttons.tsx'
import { CheckIcon, LockIcon } from '../ui/icons.tsx'
import type { Billing, TimeEntry } from './registrations.ts'

type BillableCellProps = {
  isBillable: boolean
  billing: Billing | null
  status: TimeEntry['status']
}

/** Whether a registration can be invoiced, or the document that it is on. */
export function BillableCell({ isBillable, billing, status }: BillableCellProps) {
  const { t } = useTranslation()
  if (status === 'written_off') return <WrittenOffMark />
  if (billing) return <BillingMark billing={billing} />
  if (!isBillable) return <span className="hb-dim">{t('timesheets.notBillable')}</span>
  return (
    <span className="hb-billable">
      <CheckIcon />
      <span className="hb-sr">{t('timesheets.billable')}</span>
    </span>
  )
}

/** The lock of an invoiced row, with the way to its document. */
function BillingMark({ billing }: { billing: Billing }) {
  const { t } = useTranslation()
  return (
    <span className="hb-billing">
      <Tooltip label={t('timesheets.lockedReason')}>
        <span className="hb-billing-lock">
          <LockIcon size={14} title={t('timesheets.locked')} />
        </span>
      </Tooltip>
      <DocumentLink billing={billing} />
    </span>
  )
}

function WrittenOffMark() {
  const { t } = useTranslation()
  return (
    <span className="hb-billing">
      <Tooltip label={t('timesheets.writtenOffReason')}>
        <span className="hb-billing-lock">
          <LockIcon size={14} title={t('timesheets.lockedWrittenOff')} />
        </span>
      </Tooltip>
      <span className="hb-dim">{t('writeOffs.writtenOff')}</span>
    </span>
  )
}

function DocumentLink({ billing }: { billing: Billing }) {
  const { t } = useTranslation()
  const words = billing.number ?? t('timesheets.invoicedDraft')
  if (billing.url) return <ExternalLink href={billing.url}>{words}</ExternalLink>
  if (billing.documentKind === 'invoice') {
    return <Link to={`/finance/invoices/${billing.documentId}` as '.'}>{words}</Link>
  }
  return <span className="hb-dim">{words}</span>
}
