import { type XeroStanding, xeroStandingOf } from '#domain/xero-standing.ts'
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

/** How it looks that a document stands in Xero as it does. */
export const standingTones: Record<XeroStanding, StatusTone> = {
  draft: 'neutral',
  awaiting_approval: 'info',
  awaiting_payment: 'warning',
  part_paid: 'warning',
  paid: 'success',
  credited: 'neutral',
  posted: 'success',
  voided: 'neutral',
  deleted: 'neutral',
}

export type StandingFacts = Pick<
  XeroDocument,
  'state' | 'xeroStatus' | 'xeroPaidMinor' | 'xeroCreditedMinor'
>

/** How it stands in Xero; null while it is on its way, and for what Xero adds some day. */
export function standingOf(document: StandingFacts): XeroStanding | null {
  const { state } = document
  return state === 'confirmed' || state === 'voided' ? xeroStandingOf(document) : null
}

/** The tone of a document: of its sending, and once Xero has it, of how it stands there. */
export function toneOf(document: StandingFacts): StatusTone {
  const standing = standingOf(document)
  return standing === null ? documentTones[document.state] : standingTones[standing]
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

const settledFiles: ReadonlySet<XeroDocument['attachments'][number]['state']> = new Set([
  'confirmed',
  'rejected',
  'left_out',
])

/** Whether files or notes of it are still on their way, and will be. */
export function areFilesUnderWay({
  state,
  attachments,
}: Pick<XeroDocument, 'state' | 'attachments'>): boolean {
  return state === 'confirmed' && attachments.some(({ state: each }) => !settledFiles.has(each))
}

/** Whether the document still changes by itself. */
export function isUnderWay(
  document: Pick<XeroDocument, 'state' | 'change'> & Partial<Pick<XeroDocument, 'reversal'>>,
): boolean {
  const { state, reversal } = document
  return isOnItsWay(state) || isChanging(document) || isOnItsWay(reversal?.state)
}

function isOnItsWay(state: XeroDocument['state'] | undefined): boolean {
  return state === 'planned' || state === 'sending' || state === 'unknown'
}

/** Whether a change that was asked for is on its way to Xero; what waits for its document is not. */
export function isChanging({ state, change }: Pick<XeroDocument, 'state' | 'change'>): boolean {
  const isLive = change !== null && change.state !== 'done' && change.state !== 'rejected'
  return isLive && state === 'confirmed'
}

/** Whether it bills nothing any more. */
export function isClosed({ state }: Pick<XeroDocument, 'state'>): boolean {
  return state === 'discarded' || state === 'voided' || state === 'credited'
}
