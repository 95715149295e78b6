import { placeholdersOtherThan } from '#domain/placeholders.ts'
import { say } from '#domain/words/say.ts'
import { refuse } from '../refuse.ts'

/** Refuses a text that names something which means nothing in it. */
export function refusePlaceholders(text: string, field: string, known: readonly string[]): void {
  const [placeholder] = placeholdersOtherThan(known, text)
  if (placeholder === undefined) return
  const detail = say('There is no placeholder {{placeholder}}.', { placeholder })
  refuse('placeholder_is_unknown', { field, detail })
}
