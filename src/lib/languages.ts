/** What Hourbook can be read in. */
export const languages = ['en', 'nl'] as const

export type Language = (typeof languages)[number]

/** The language of a text such as 'nl-BE'; undefined when Hourbook does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const [primary] = (tag ?? '').toLowerCase().split('-')
  return languages.find((each) => each === primary)
}
