import type { StatusTone } from '../../ui/StatusBadge.tsx'
import type { XeroConnection } from './xero-queries.ts'

export const stateTones: Record<XeroConnection['state'], StatusTone> = {
  none: 'neutral',
  choosing: 'info',
  active: 'success',
  reconnect: 'danger',
  scope_missing: 'warning',
  disconnected: 'neutral',
}
