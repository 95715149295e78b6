import { currencySign, decimalFromText, type Formats } from '#lib/formats.ts'

type TypedPrice = { price: string } | { words: 'priceMissing' | 'priceInvalid' | 'otherCurrency' }

/** A price as it was typed, with or without the sign of the workspace's currency; another currency is none. */
export function typedPrice(text: string, formats: Formats): TypedPrice {
  const { currency } = formats.settings
  const bare = text.replace(new RegExp(ownSigns(currency), 'gi'), '').trim()
  if (bare === '') return { words: 'priceMissing' }
  const price = decimalFromText(bare, formats.decimalSeparator)
  if (price !== undefined && /^\d{1,8}(\.\d{1,4})?$/.test(price)) return { price }
  return { words: /[a-z]{3}|\p{Sc}/iu.test(bare) ? 'otherCurrency' : 'priceInvalid' }
}

function ownSigns(currency: string): string {
  return `${currency}|${currencySign(currency).replaceAll(/[^\p{L}]/gu, '\\$&')}`
}
