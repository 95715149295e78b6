type Defined<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> }

/** The same object without the keys whose value is undefined: what a PATCH really gave. */
export function definedOf<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as Defined<Value>
}
