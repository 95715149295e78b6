import type { Client } from '#db/clients.ts'
import { contactState } from '#domain/contact-status.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'

/** A client as this person may see it: with its Xero contact and with rates and bank account only for those who may see them. */
export function clientView(ctx: Context, client: Client) {
  const { xeroContactId: _contactId, xeroShortCode: _code, xeroContact: _contact, ...rest } = client
  const hidden = { hourlyRate: null, mileageRate: null, iban: null }
  const rates = may(ctx, 'rates:read') ? {} : hidden
  return { ...rest, ...rates, xero: may(ctx, 'xero:read') ? contactView(ctx, client) : null }
}

function contactView(
  ctx: Context,
  { xeroContactId: contactId, xeroShortCode: shortCode, xeroContact: contact }: Client,
) {
  if (contactId === null || contact === null) return null
  const { status, mergedIntoClientId: id, mergedIntoClientName: name, ...defaults } = contact
  return {
    contactId,
    url: shortCode ? ctx.accounting.contactUrl(shortCode, contactId) : null,
    state: contactState(status),
    mergedInto: id !== null && name !== null ? { id, name } : null,
    ...defaults,
  }
}

export type ClientView = ReturnType<typeof clientView>
