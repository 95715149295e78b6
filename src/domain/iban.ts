const longestIban = 34
const modulus = 97

/** An IBAN without spaces, in capitals; undefined when its two check digits do not fit the rest. */
export function ibanFromText(text: string): string | undefined {
  const iban = text.replaceAll(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban) || iban.length > longestIban) return undefined
  const isWhole = lengths[iban.slice(0, 2)] ?? iban.length
  return iban.length === isWhole && remainderOf(iban) === 1 ? iban : undefined
}

/** In groups of four, as it is printed. */
export function ibanInGroups(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

// ISO 13616: the first four signs go to the end, letters count from 10, and what is left of a division by 97 is 1.
function remainderOf(iban: string): number {
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`
  const digits = moved.replaceAll(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)))
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % modulus
  return rest
}

// How long they are where it is known; others are told apart by their check digits alone.
const lengths: Record<string, number | undefined> = {
  AT: 20,
  BE: 16,
  CH: 21,
  DE: 22,
  DK: 18,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  IE: 22,
  IT: 27,
  LU: 20,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  SE: 24,
}
