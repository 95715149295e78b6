import type { Database, Transaction } from '#db/database.ts'
import { listVatChoices, type NewInvoiceLine } from '#db/invoices.ts'
import { type DocumentLine, freeLine } from '#domain/document-lines.ts'
import { fitsOnLine } from '#domain/line-limit.ts'
import { sumMinor } from '#domain/money.ts'
import { newId } from '#lib/ids.ts'
import { refuse } from '../refuse.ts'
import { without } from '#lib/without.ts'

/** A line that a person typed. The VAT rate is the client's, else the default, unless one is chosen. */
export type FreeLine = {
  description: string
  quantity: string
  unitPrice: string
  vatRateId?: string | null | undefined
  /** Taken off quantity × price. */
  discountPercentage?: string | undefined
}

/** Prices the lines that a person typed. */
export async function priceFreeLines(
  db: Database | Transaction,
  {
    workspaceId,
    clientId,
    lines,
    places,
    pricesIncludeVat = false,
  }: {
    workspaceId: string
    clientId: string
    lines: readonly FreeLine[]
    /** Where each stands in what was asked for, if other lines stand between them. */
    places?: readonly number[]
    pricesIncludeVat?: boolean
  },
): Promise<DocumentLine[]> {
  if (lines.length === 0) return []
  const choices = await listVatChoices(db, { workspaceId, clientId })
  return lines.map(({ vatRateId, discountPercentage = '0', ...line }, order) => {
    const index = places?.[order] ?? order
    if (!fitsOnLine(line.quantity.replace('-', ''), line.unitPrice)) {
      refuse('amount_is_too_large', { field: `lines.${index}.unitPrice` })
    }
    const chosen = vatRateId ?? undefined
    const vat = choices.find((each) => (chosen ? each.id === chosen : each.isStandard))
    if (chosen && !vat) refuse('vat_rate_not_found', { field: `lines.${index}.vatRateId` })
    return freeLine({
      ...line,
      discountPercentage,
      pricesIncludeVat,
      vatRateId: vat?.id ?? null,
      vatPercentage: vat?.percentage ?? '0.00',
    })
  })
}

/** The lines as they are kept, in their order, with the ids they get. */
export function toInvoiceLines(
  lines: readonly DocumentLine[],
): (NewInvoiceLine & Pick<DocumentLine, 'parts'>)[] {
  return lines.map((line, position) => ({
    ...without(line, 'kind', 'taskId', 'clientId'),
    id: newId(),
    position,
  }))
}

/** What lines add up to. Tax is rounded on each line, then added. */
export function totalsOf(lines: readonly { netMinor: number; taxMinor: number }[]): {
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
} {
  const subtotalMinor = sumMinor(lines.map((line) => line.netMinor))
  const taxMinor = sumMinor(lines.map((line) => line.taxMinor))
  return { subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor }
}
