import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { isChanging, isUnderWay, toneOf } from './document-words.ts'
import type { XeroDocument } from './types.ts'

const known = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'POSTED', 'VOIDED', 'DELETED'] as const

type DocumentBadgeProps = {
  document: Pick<XeroDocument, 'state' | 'xeroStatus' | 'change'>
}

/** How a document stands: on its way to Xero, or what Xero says of it. */
export function DocumentBadge({ document }: DocumentBadgeProps) {
  const { t } = useTranslation()
  const { state, xeroStatus, change } = document
  const status = known.find((each) => each === xeroStatus)
  const isInXero = state === 'confirmed' || state === 'voided'
  if (change && isChanging(document)) {
    return (
      <StatusBadge tone="info" isLive>
        {t(`xeroExports.changing.${change.kind}`)}
      </StatusBadge>
    )
  }
  return (
    <StatusBadge tone={toneOf(document)} isLive={isUnderWay(document)}>
      {isInXero && status
        ? t(`xeroExports.xeroStatuses.${status}`)
        : t(`xeroExports.documentStates.${state}`)}
    </StatusBadge>
  )
}
