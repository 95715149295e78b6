/**
 * A list whose values are made when they are first asked for, each once: what takes its time can be done while something else is
 * waited for.
 */
export class Later<Value> {
  readonly #makers: readonly (() => Value)[]
  readonly #made: Value[] = []

  constructor(makers: readonly (() => Value)[]) {
    this.#makers = makers
  }

  get length(): number {
    return this.#makers.length
  }

  all(): readonly Value[] {
    return this.#upTo(this.length)
  }

  /** The same, so many at a time. */
  *inPieces(size: number): Generator<readonly Value[]> {
    for (let end = size; end < this.length + size; end += size)
      yield this.#upTo(Math.min(end, this.length)).slice(end - size, end)
  }

  map<Mapped>(mapped: (value: Value) => Mapped): Later<Mapped> {
    return new Later(this.#makers.map((_, index) => () => mapped(this.#at(index))))
  }

  #at(index: number): Value {
    const [value] = this.#upTo(index + 1).slice(index)
    return value as Value
  }

  #upTo(end: number): readonly Value[] {
    for (const make of this.#makers.slice(this.#made.length, end)) this.#made.push(make())
    return this.#made
  }
}
