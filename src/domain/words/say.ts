import type { sentencesInDutch } from './nl-sentences.ts'

export type Sentence = keyof typeof sentencesInDutch

type FactsIn<Words> = Words extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | FactsIn<Rest>
  : never
type Facts<Words> = [FactsIn<Words>] extends [never]
  ? []
  : [Readonly<Record<FactsIn<Words>, string | number | null>>]

/**
 * A sentence of the product in English, with its facts: what is kept, logged and known by. Only what has its Dutch can be
 * said; whoever reads Dutch gets it at the edge (refusal-words.ts), however long ago it was written down.
 */
export function say<Words extends Sentence>(words: Words, ...given: Facts<Words>): string {
  const facts: Readonly<Record<string, string | number | null>> = given[0] ?? {}
  return words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const fact = facts[name] ?? ''
    return typeof fact === 'number' ? grouped(fact) : fact
  })
}

function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
