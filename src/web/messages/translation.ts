/** The shape of an English catalogue, in the words of another language: a missing or extra key does not compile. */
export type Translation<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Translation<English[Key]>
}
