import { findClientLanguage } from '#db/clients.ts'
import { type Estimate, findEstimateParties, listEstimateLines } from '#db/estimates.ts'
import { findLogo, getLetterhead } from '#db/letterheads.ts'
import { getWorkspace } from '#db/workspaces.ts'
import type { Context } from '../context.ts'
import type { InvoiceDocument } from '../ports/printer.ts'
import { taxesOf } from './invoice-paper.ts'
import { partiesNow } from './invoice-parties.ts'

/** An estimate as it is printed: on the letterhead of invoices, without how to pay. */
export async function estimatePaper(ctx: Context, estimate: Estimate): Promise<InvoiceDocument> {
  const { db, workspaceId } = ctx
  const { id: estimateId, clientId } = estimate
  const key = { workspaceId, estimateId }
  const workspace = await getWorkspace(db, { workspaceId })
  const { layout, accentColor, footer } = await getLetterhead(db, { workspaceId })
  const lines = await listEstimateLines(db, key)
  const language = await findClientLanguage(db, { workspaceId, clientId })
  return {
    isEstimate: true,
    formats: { ...workspace, language: language ?? workspace.language },
    layout,
    accentColor,
    logo: (await findLogo(db, { workspaceId })) ?? null,
    parties:
      (await findEstimateParties(db, key)) ?? (await partiesNow(db, { workspaceId, clientId })),
    number: estimate.number,
    credits: null,
    issuedOn: estimate.issuedOn,
    dueOn: estimate.validUntil,
    reference: estimate.title,
    currency: estimate.currency,
    lines,
    pricesIncludeVat: false,
    subtotalMinor: estimate.subtotalMinor,
    taxes: taxesOf(lines),
    totalMinor: estimate.totalMinor,
    remarks: estimate.notes === '' ? [] : [estimate.notes],
    paymentTerms: '',
    footer,
    paymentCode: null,
    eInvoice: null,
    hours: [],
  }
}
