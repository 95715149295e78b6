import { say } from '#domain/words/say.ts'
import { refuse } from '../refuse.ts'

/** Refuses a text that names something which means nothing in it. */
export function refusePlaceholder(placeholder: string, field: string): never {
  const detail = say('There is no placeholder {{placeholder}}.', { placeholder })
  refuse('placeholder_is_unknown', { field, detail })
}
