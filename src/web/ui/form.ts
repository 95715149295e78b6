import type { Refusal } from '#client/api.ts'

/** What is needed of a form made by `useForm`, whatever its values. */
export type FormWithFields = {
  getValues: () => object
  setErrors: (errors: Record<string, string>) => void
  getInputNode: (path: never) => HTMLElement | null
}

/** Puts the words of a refusal next to the fields of a form and moves the focus to the first of them. */
export function showRefusal(form: FormWithFields, refusal: Refusal): void {
  const known = Object.entries(refusal.fieldErrors).filter(
    ([field]) => (field.split('.')[0] ?? field) in form.getValues(),
  )
  const [first] = known
  if (!first) return
  form.setErrors(Object.fromEntries(known))
  form.getInputNode(first[0] as never)?.focus()
}

/** Once its checks have run: moves the focus to the first field of a form that was refused, if any. */
export function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** A check of a field that must not stay empty. */
export function isGiven(words: string): (value: string) => string | null {
  return (value) => (value.trim() ? null : words)
}

/** A number of zero or more with at most that many decimals, as a plain decimal text: the form of a price or a quantity. */
export function isDecimal(value: string, decimals = 4): boolean {
  const [, fraction = ''] = value.split('.')
  return /^\d{1,8}(\.\d+)?$/.test(value) && fraction.length <= decimals
}
