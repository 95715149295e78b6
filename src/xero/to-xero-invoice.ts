import type { NewInvoice, UpdatedLine } from '#app/ports/accounting.ts'
import type { Wire } from './wire-values.ts'

/** The contact goes by its id alone: any other field would change the contact. No totals: Xero computes, we compare. */
export function toXeroInvoice(invoice: NewInvoice): Wire {
  return {
    Type: 'ACCREC',
    Contact: { ContactID: invoice.contactId },
    ...(invoice.number !== undefined && { InvoiceNumber: invoice.number }),
    Reference: invoice.reference,
    Date: invoice.issuedOn,
    DueDate: invoice.dueOn,
    CurrencyCode: invoice.currency,
    Status: invoice.status,
    ...(invoice.isSentToContact && { SentToContact: true }),
    LineAmountTypes: 'Exclusive',
    ...(invoice.brandingThemeId !== undefined && { BrandingThemeID: invoice.brandingThemeId }),
    ...toXeroUrl(invoice.url),
    LineItems: invoice.lines.map(toNewXeroLine),
  }
}

function toNewXeroLine(line: NewInvoice['lines'][number]): Wire {
  const wire: Record<string, unknown> = {
    Description: line.description,
    Quantity: Number(line.quantity),
    UnitAmount: Number(line.unitPrice),
  }
  if (line.itemCode !== null) wire['ItemCode'] = line.itemCode
  if (line.accountCode !== null) wire['AccountCode'] = line.accountCode
  if (line.taxType !== null) wire['TaxType'] = line.taxType
  if (line.taxMinor !== undefined) wire['TaxAmount'] = line.taxMinor / 100
  if (line.tracking.length > 0) wire['Tracking'] = line.tracking.map(toXeroTracking)
  return wire
}

/** A line of an invoice that Xero has, or one more. A line of words only has no quantity, no price and no codes. */
export function toXeroLine(line: UpdatedLine): Wire {
  return {
    ...(line.lineId !== null && { LineItemID: line.lineId }),
    Description: line.description,
    ...(line.quantity !== null && { Quantity: Number(line.quantity) }),
    ...(line.unitPrice !== null && { UnitAmount: Number(line.unitPrice) }),
    ...(line.itemCode !== null && { ItemCode: line.itemCode }),
    ...(line.accountCode !== null && { AccountCode: line.accountCode }),
    ...(line.taxType !== null && { TaxType: line.taxType }),
    ...(line.discountRate !== null && { DiscountRate: Number(line.discountRate) }),
    ...(line.tracking.length > 0 && {
      Tracking: line.tracking.map(toXeroTracking),
    }),
  }
}

export function toXeroTracking(tracking: UpdatedLine['tracking'][number]): Wire {
  if ('name' in tracking) return { Name: tracking.name, Option: tracking.option }
  return { TrackingCategoryID: tracking.categoryId, TrackingOptionID: tracking.optionId }
}

/** Xero refuses a link back that has its own name in it. */
export function toXeroUrl(url: string | null): Wire {
  return url === null || /xero/i.test(url) ? {} : { Url: url }
}
