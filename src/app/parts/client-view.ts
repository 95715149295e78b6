import type { Client } from '#db/clients.ts'
import { may } from '../allow.ts'
import type { Context } from '../context.ts'

/** A client as this person may see it: with its Xero contact and with rates only for those who may see them. */
export function clientView(ctx: Context, client: Client) {
  const { xeroContactId: contactId, xeroShortCode: shortCode, ...rest } = client
  const url = contactId && shortCode ? ctx.accounting.contactUrl(shortCode, contactId) : null
  const rates = may(ctx, 'rates:read') ? {} : { hourlyRate: null, mileageRate: null }
  const isLinked = contactId !== null && may(ctx, 'xero:read')
  return { ...rest, ...rates, xero: isLinked ? { contactId, url } : null }
}

export type ClientView = ReturnType<typeof clientView>
