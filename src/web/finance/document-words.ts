import type { StatusTone } from '../ui/StatusBadge.tsx'
import type { InvoiceSummary, XeroDocument, XeroExport } from './types.ts'

/** How states look; their words stand in the catalogue. */
const documentTones: Record<XeroDocument['state'], StatusTone> = {
  planned: 'neutral',
  sending: 'info',
  confirmed: 'success',
  rejected: 'danger',
  unknown: 'warning',
  discarded: 'neutral',
  voided: 'neutral',
  credited: 'neutral',
}

/** How Xero's own status of a document looks; one that Xero adds some day stands as it is. */
const xeroTones: Record<string, StatusTone> = {
  DRAFT: 'neutral',
  SUBMITTED: 'info',
  AUTHORISED: 'warning',
  PAID: 'success',
  POSTED: 'success',
  VOIDED: 'neutral',
  DELETED: 'neutral',
}

/** The tone of a document: of its sending, and once Xero has it, of its status there. */
export function toneOf({ state, xeroStatus }: Pick<XeroDocument, 'state' | 'xeroStatus'>) {
  const isInXero = state === 'confirmed' || state === 'voided'
  return (isInXero && xeroTones[xeroStatus ?? '']) || documentTones[state]
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

/** Whether files or notes of it are still on their way, and will be. */
export function areFilesUnderWay({
  state,
  attachments,
}: Pick<XeroDocument, 'state' | 'attachments'>): boolean {
  return (
    state === 'confirmed' &&
    attachments.some((each) => each.state !== 'confirmed' && each.state !== 'rejected')
  )
}

/** Whether the document still changes by itself. */
export function isUnderWay(document: Pick<XeroDocument, 'state' | 'change'>): boolean {
  const { state } = document
  return state === 'planned' || state === 'sending' || state === 'unknown' || isChanging(document)
}

/** Whether a change that was asked for is on its way to Xero. */
export function isChanging({ change }: Pick<XeroDocument, 'change'>): boolean {
  return change !== null && change.state !== 'done' && change.state !== 'rejected'
}

/** Whether it bills nothing any more. */
export function isClosed({ state }: Pick<XeroDocument, 'state'>): boolean {
  return state === 'discarded' || state === 'voided' || state === 'credited'
}
