import { type RefusalCode, refusals } from '#domain/refusals.ts'
import { type RefusalDetail, refuse } from '../refuse.ts'

export type FieldErrors = {
  add(field: string, code: RefusalCode, message?: string): void
  /** Refuses with everything that was added, under the one code they have in common if they do. */
  refuseIfAny(): void
}

/** How the input names a field of the item at this place: 'items.3.projectId', or 'projectId' alone. */
export type FieldOf = (index: number, name: string) => string

export const fieldOfItem: FieldOf = (index, name) => `items.${index}.${name}`
export const fieldAlone: FieldOf = (_index, name) => name

/** Gathers what is wrong with many items, so that a person can correct all of it at once. */
export function collectErrors(): FieldErrors {
  const errors: NonNullable<RefusalDetail['errors']> = []
  return {
    add: (field, code, message = refusals[code].title) => {
      errors.push({ field, code, message })
    },
    refuseIfAny: () => {
      const [first] = errors
      if (!first) return
      const isOneKind = errors.every((error) => error.code === first.code)
      refuse(isOneKind ? first.code : 'input_is_not_valid', {
        field: first.field,
        detail: first.message,
        errors,
      })
    },
  }
}
