import { dutchFindingPlaces, dutchFindingWords, dutchFixWords } from '../finding-words-nl.ts'
import { fillWords, findingPlaces, type FindingCode, type FixKind } from '../finding-words.ts'
import { messageInDutch } from './refusal-words.ts'

type Spoken = {
  code: FindingCode
  subjectId: string | null
  title: string
  text: string
  facts: Record<string, string>
  fix: { kind: FixKind; choice: string; label: string } | null
}

/** A finding of the check, with its words and its button in Dutch. */
export function findingInDutch<Finding extends Spoken>(finding: Finding): Finding {
  const { code, subjectId, fix } = finding
  const facts = factsInDutch(finding.facts, subjectId !== null)
  const words = dutchFindingWords[code]
  return {
    ...finding,
    facts,
    title: fillWords(words.title, facts),
    text: fillWords(words.text, facts),
    fix: fix && { ...fix, label: fillWords(dutchFixWords[fix.kind], { choice: fix.choice }) },
  }
}

// What has an id has a name of its own, which is left as it is.
function factsInDutch(facts: Record<string, string>, hasName: boolean): Record<string, string> {
  const inDutch = Object.entries(facts).map(([name, fact]) => {
    if (name === 'name') return [name, hasName ? fact : (places.get(fact) ?? fact)]
    const isSaid = name === 'reason' || name === 'detail' || name === 'number'
    return [name, isSaid ? (messageInDutch(fact) ?? fact) : fact]
  })
  return Object.fromEntries(inDutch) as Record<string, string>
}

const places = new Map(
  Object.entries(findingPlaces).map(([place, english]) => [
    english as string,
    dutchFindingPlaces[place as keyof typeof findingPlaces],
  ]),
)
