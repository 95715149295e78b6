import { NotFound, NotImplemented, type ApiAnswer, type Call } from './call.ts'
import { accountByCode } from './accounts.ts'
import { msDate } from './dates.ts'
import { echo, listAnswer, writeElements, type Outcome } from './envelope.ts'
import { fold } from './fold.ts'
import { isUuid, zeroId } from './ids.ts'
import { decimalIn, flagIn, objectIn, textIn, type Input } from './input.ts'
import { listRecords } from './lists.ts'
import { atScale, fineAsNumber, fineScale } from './money.ts'
import type { Item, ItemSide, Organisation } from './records.ts'
import type { Fields } from './where.ts'

export const itemByCode = (organisation: Organisation, code: string): Item | undefined =>
  organisation.items.find('code', fold(code))[0]

/** A unit price as a JSON number with two decimals, or four with unitdp=4. */
export const unitAmountJson = (fine: number, decimals: 2 | 4): number =>
  decimals === 4 ? fineAsNumber(fine) : roundedToCents(fine) / 100

const roundedToCents = (fine: number) => Math.sign(fine) * Math.round(Math.abs(fine) / 100)

function sideJson(side: ItemSide, decimals: 2 | 4): Record<string, unknown> {
  return {
    ...(side.unitPriceFine !== null && { UnitPrice: unitAmountJson(side.unitPriceFine, decimals) }),
    ...(side.accountCode !== null && { AccountCode: side.accountCode }),
    ...(side.taxType !== null && { TaxType: side.taxType }),
  }
}

const itemJson = (item: Item, decimals: 2 | 4): Record<string, unknown> => ({
  ItemID: item.id,
  Code: item.code,
  ...(item.description !== null && { Description: item.description }),
  ...(item.purchaseDescription !== null && { PurchaseDescription: item.purchaseDescription }),
  UpdatedDateUTC: msDate(item.updatedAt),
  PurchaseDetails: sideJson(item.purchase, decimals),
  SalesDetails: sideJson(item.sales, decimals),
  ...(item.name !== null && { Name: item.name }),
  IsTrackedAsInventory: false,
  IsSold: item.isSold,
  IsPurchased: item.isPurchased,
})

const itemFields: Fields<Item> = {
  itemid: (item) => item.id,
  code: (item) => item.code,
  name: (item) => item.name,
  description: (item) => item.description,
  issold: (item) => item.isSold,
  ispurchased: (item) => item.isPurchased,
  updateddateutc: (item) => ({ at: item.updatedAt }),
}

/** GET, PUT and POST of /Items; one item is addressed by its id or its code. */
export function itemsResource(call: Call): ApiAnswer {
  const { items } = call.organisation
  const [key] = call.path
  if (call.method === 'GET') {
    if (key) {
      const item = one(call, key)
      return listAnswer(call.world, 'Items', [JSON.stringify(itemJson(item, call.unitDecimals))])
    }
    return listRecords(call, items, {
      plural: 'Items',
      fields: itemFields,
      json: (item) => JSON.stringify(itemJson(item, call.unitDecimals)),
    })
  }
  if (call.method !== 'PUT' && call.method !== 'POST') throw new NotImplemented()
  return writeElements(call, 'Items', (input) => {
    const existing = call.method === 'POST' ? existingItem(call, input) : undefined
    return writeItem(call, input, existing)
  })
}

function one(call: Call, key: string): Item {
  const { organisation } = call
  const item = isUuid(key) ? organisation.items.get(key) : itemByCode(organisation, key)
  if (!item) throw new NotFound()
  return item
}

function existingItem(call: Call, input: Input): Item | undefined {
  const id = call.path[0] ?? textIn(input, 'ItemID')
  return id ? one(call, id) : itemByCode(call.organisation, textIn(input, 'Code') ?? '')
}

const nothing: ItemSide = { unitPriceFine: null, accountCode: null, taxType: null }

function writeItem(call: Call, input: Input, existing: Item | undefined): Outcome {
  const isSold = flagIn(input, 'IsSold') ?? existing?.isSold ?? true
  const isPurchased = flagIn(input, 'IsPurchased') ?? existing?.isPurchased ?? true
  const item: Item = {
    id: existing?.id ?? call.world.freshId(),
    updatedAt: call.now,
    code: (textIn(input, 'Code') ?? existing?.code ?? '').trim(),
    name: textIn(input, 'Name') ?? existing?.name ?? null,
    description: isSold ? (textIn(input, 'Description') ?? existing?.description ?? null) : null,
    purchaseDescription: isPurchased
      ? (textIn(input, 'PurchaseDescription') ?? existing?.purchaseDescription ?? null)
      : null,
    isSold,
    isPurchased,
    sales: isSold ? side(call, input, 'SalesDetails', existing?.sales) : nothing,
    purchase: isPurchased ? side(call, input, 'PurchaseDetails', existing?.purchase) : nothing,
  }
  const errors = itemErrors(call, item)
  if (errors.length > 0) {
    return { json: echo(input, 'ItemID', existing?.id ?? zeroId), errors, warnings: [] }
  }
  call.writes.set(call.organisation.items, item)
  return { json: itemJson(item, call.unitDecimals), errors, warnings: [] }
}

function side(call: Call, input: Input, name: string, before: ItemSide = nothing): ItemSide {
  const details = objectIn(input, name)
  if (!details) return before
  const { rounding } = call.world.switches
  const price = decimalIn(details, 'UnitPrice')
  const rounded = price && atScale(price, call.unitDecimals, rounding)
  return {
    unitPriceFine:
      rounded === undefined
        ? before.unitPriceFine
        : rounded * 10 ** (fineScale - call.unitDecimals),
    accountCode: textIn(details, 'AccountCode') ?? before.accountCode,
    taxType: textIn(details, 'TaxType') ?? before.taxType,
  }
}

function itemErrors(call: Call, item: Item): string[] {
  const { organisation } = call
  const errors: string[] = []
  if (item.code === '') errors.push('Price List Item Code cannot be empty.')
  if (item.code.length > 30) errors.push('Price List Item Code must be 30 characters or less.')
  if ((item.name ?? '').length > 50)
    errors.push('Price List Item Name must be 50 characters or less.')
  const twin = itemByCode(organisation, item.code)
  if (twin && twin.id !== item.id) {
    errors.push(`Price List Item with Code '${item.code}' already exists`)
  }
  for (const { accountCode } of [item.sales, item.purchase]) {
    if (accountCode === null) continue
    const account = accountByCode(organisation, accountCode)
    if (account?.status !== 'ACTIVE') {
      errors.push(`Account code '${accountCode}' is not a valid code for this document.`)
    }
  }
  return errors
}
