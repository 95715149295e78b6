import type { EstimateState } from '#domain/estimate-state.ts'
import { useTranslation } from 'react-i18next'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'

const tones: Record<EstimateState, StatusTone> = {
  draft: 'neutral',
  sent: 'info',
  accepted: 'success',
  declined: 'danger',
  expired: 'warning',
}

export function EstimateBadge({ state }: { state: EstimateState }) {
  const { t } = useTranslation()
  return <StatusBadge tone={tones[state]}>{t(`estimates.states.${state}`)}</StatusBadge>
}
