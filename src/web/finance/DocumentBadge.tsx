import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { isChanging, isUnderWay, type StandingFacts, standingOf, toneOf } from './document-words.ts'
import type { XeroDocument } from './types.ts'

type DocumentBadgeProps = {
  document: StandingFacts & Pick<XeroDocument, 'change'> & Partial<Pick<XeroDocument, 'reversedAt'>>
}

/** How a document stands: on its way to Xero, or what Xero says of it. */
export function DocumentBadge({ document }: DocumentBadgeProps) {
  const { t } = useTranslation()
  const { state, change } = document
  const standing = standingOf(document)
  if (change && isChanging(document)) {
    return (
      <StatusBadge tone="info" isLive>
        {t(`xeroExports.changing.${change.kind}`)}
      </StatusBadge>
    )
  }
  if (document.reversedAt && state === 'confirmed') {
    return <StatusBadge tone="neutral">{t('xeroExports.reversed')}</StatusBadge>
  }
  return (
    <StatusBadge tone={toneOf(document)} isLive={isUnderWay(document)}>
      {standing ? t(`xeroExports.standings.${standing}`) : t(`xeroExports.documentStates.${state}`)}
    </StatusBadge>
  )
}
