/** A text of the address, or undefined when it is missing or empty, so that it leaves the address again. */
export function textOf(value: unknown): string | undefined {
  // The router reads '?q=200' as a number.
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** One of a few words of the address, or undefined for anything else. */
export function oneOf<Word extends string>(value: unknown, words: readonly Word[]) {
  return words.find((word) => word === value)
}

/** Only what is given: for search parameters, where an absent one must not be named. */
export function given<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as never
}
