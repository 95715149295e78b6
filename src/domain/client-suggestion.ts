import { say } from './words/say.ts'
/** What somebody may be recognised by who has no number that says so. */
export type Recognisable = { name: string; email: string | null; vatNumber: string | null }

/** A client that somebody could be. */
export type SimilarClient = Recognisable & { id: string; number: string | null }

export type Similarity =
  | 'client_has_this_vat_number'
  | 'client_has_this_email'
  | 'client_has_this_name'

/** Reasons that only likeness speaks for: who it is about may become a new client instead. */
export const suggestingReasons: readonly Similarity[] = [
  'client_has_this_vat_number',
  'client_has_this_email',
  'client_has_this_name',
]

export const similarityWords: Record<Similarity, string> = {
  client_has_this_vat_number: say('A client has the same VAT number.'),
  client_has_this_email: say('A client has the same e-mail address.'),
  client_has_this_name: say('A client has the same name.'),
}

/** Whether a new client may be made, although one was suggested. */
export function canBeNew({ reason }: { reason: string | null }): boolean {
  return suggestingReasons.some((each) => each === reason)
}

/** Finds clients by VAT number, e-mail and name, however many are asked for. */
export type ClientFinder = {
  find(who: Recognisable): { client: SimilarClient; similarity: Similarity } | undefined
}

/**
 * The client that somebody is most likely to be: by VAT number, else by e-mail address, else by name. It is only ever
 * suggested; a person decides.
 */
export function clientFinder(clients: readonly SimilarClient[]): ClientFinder {
  const byVatNumber = firstBy(clients, (client) => vatKey(client.vatNumber))
  const byEmail = firstBy(clients, (client) => emailKey(client.email))
  const byName = firstBy(clients, (client) => nameKey(client.name))
  return {
    find(who) {
      const found = (client: SimilarClient | undefined, similarity: Similarity) =>
        client && { client, similarity }
      return (
        found(byVatNumber.get(vatKey(who.vatNumber)), 'client_has_this_vat_number') ??
        found(byEmail.get(emailKey(who.email)), 'client_has_this_email') ??
        found(byName.get(nameKey(who.name)), 'client_has_this_name')
      )
    },
  }
}

// What is empty is nobody's key.
function firstBy(
  clients: readonly SimilarClient[],
  keyOf: (client: SimilarClient) => string,
): Map<string, SimilarClient> {
  const first = new Map<string, SimilarClient>()
  for (const client of clients) {
    const key = keyOf(client)
    if (key !== '' && !first.has(key)) first.set(key, client)
  }
  return first
}

function vatKey(vatNumber: string | null): string {
  return (vatNumber ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}

function emailKey(email: string | null): string {
  return (email ?? '').trim().toLowerCase()
}

const legalForms = new Set(
  'bv nv vof cv bvba srl sprl sa sas sarl gmbh ag kg ug ohg ltd limited llp llc inc corp co plc pty oy ab as aps spa'.split(
    ' ',
  ),
)

/** A name without accents, capitals, signs, and legal form: 'Café Déjà-Vu B.V.' is 'cafedejavu'. */
export function nameKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(?<=\b\p{L})\./gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const meaning = words.filter((word, index) => index === 0 || !legalForms.has(word))
  return meaning.join('')
}
