const asciiOnly = /^[\u0020-\u007e]*$/

/** For comparing as Xero's database does: without case and accents. */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** For comparing names: also without outer and double spaces. */
export const foldName = (name: string): string => fold(name.trim().replaceAll(/\s+/g, ' '))
