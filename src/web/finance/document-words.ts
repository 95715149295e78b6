import type { StatusTone } from '../ui/StatusBadge.tsx'
import type { InvoiceSummary, XeroDocument, XeroExport } from './types.ts'

/** How states look; their words stand in the catalogue. */
export const documentTones: Record<XeroDocument['state'], StatusTone> = {
  planned: 'neutral',
  sending: 'info',
  confirmed: 'success',
  rejected: 'danger',
  unknown: 'warning',
  discarded: 'neutral',
}

export const exportTones: Record<XeroExport['state'], StatusTone> = {
  sending: 'info',
  done: 'success',
  attention: 'danger',
}

export const invoiceTones: Record<InvoiceSummary['state'], StatusTone> = {
  draft: 'neutral',
  finalised: 'info',
  sent: 'success',
}

/** Whether the document still changes by itself. */
export function isUnderWay({ state }: Pick<XeroDocument, 'state'>): boolean {
  return state === 'planned' || state === 'sending' || state === 'unknown'
}
