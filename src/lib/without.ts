/** A copy of the record that lacks these keys. */
export function without<Values extends object, Key extends keyof Values>(
  record: Values,
  ...keys: Key[]
): Omit<Values, Key> {
  const copy = { ...record }
  for (const key of keys) delete copy[key]
  return copy
}
