// The codes of electronic address schemes (EAS) that Peppol delivers to:
// https://docs.peppol.eu/poacc/billing/3.0/codelist/eas/
const schemes = new Set(
  '0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0151 0177 0183 0184 0188 0190 0191 0192 0193 0195 0196 0198 0199 0200 0201 0202 0204 0208 0209 0210 0211 0212 0213 0215 0216 0218 0221 0230 0235 9901 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959'.split(
    ' ',
  ),
)

// What is known of the numbers of a scheme; others are any letters and digits.
const forms: Record<string, ((id: string) => boolean) | undefined> = {
  '0007': (id) => /^\d{10}$/.test(id) && isLuhn(id),
  '0088': (id) => /^\d{13}$/.test(id) && isGln(id),
  '0106': (id) => /^\d{8}$/.test(id),
  '0184': (id) => /^DK\d{8}$/.test(id),
  '0190': (id) => /^\d{20}$/.test(id),
  '0192': (id) => /^\d{9}$/.test(id) && isNorwegian(id),
  '0208': isBelgianNumber,
  '9925': (id) => /^BE[01]\d{9}$/i.test(id),
  '9930': (id) => /^DE\d{9}$/i.test(id),
  '9944': (id) => /^NL\d{9}B\d{2}$/i.test(id),
}

export type ElectronicAddress = { scheme: string; id: string }

/** Where e-invoices are delivered, as people write it: '0106:12345678'. Undefined where it can be none. */
export function electronicAddressFrom(text: string): ElectronicAddress | undefined {
  const [, scheme = '', id = ''] = /^(\d{4}):([\w.-]{2,50})$/.exec(text.replaceAll(/\s/g, '')) ?? []
  if (!schemes.has(scheme)) return undefined
  const fits = forms[scheme]
  return fits === undefined || fits(id) ? { scheme, id } : undefined
}

/** The same as it is kept: without spaces. */
export function plainElectronicAddress(text: string): string | undefined {
  const address = electronicAddressFrom(text)
  return address && `${address.scheme}:${address.id}`
}

/** Ten digits of which the last two are 97 less what is left of the first eight. */
export function isBelgianNumber(id: string): boolean {
  return /^[01]\d{9}$/.test(id) && 97 - (Number(id.slice(0, 8)) % 97) === Number(id.slice(8))
}

function isGln(id: string): boolean {
  return weighted(id, (place) => (place % 2 === 1 ? 3 : 1)) % 10 === 0
}

function isLuhn(id: string): boolean {
  const digits = Array.from(id).toReversed().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const value = place % 2 === 1 ? digit * 2 : digit
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function isNorwegian(id: string): boolean {
  return weighted(id, (place) => (place === 0 ? 1 : ((place - 1) % 6) + 2)) % 11 === 0
}

/** The digits from the last to the first, each times the weight of its place. */
function weighted(id: string, weightAt: (place: number) => number): number {
  const digits = Array.from(id).toReversed().map(Number)
  return digits.reduce((total, digit, place) => total + digit * weightAt(place), 0)
}
