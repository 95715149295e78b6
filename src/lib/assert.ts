/** Stops at a bug: something that cannot be, is. Never for a person's input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`)
}
