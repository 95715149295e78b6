/** How many documents or contacts go in one call at most; Xero advises about fifty. */
export const batchSize = 50
/** How many calls are made at a time. Xero takes five from an app; one is left to people. */
export const batchesAtOnce = 4
/** How long a batch that goes out is left alone. Longer than any call may take, so that an older claim is a dead one. */
export const leaseSeconds = 120
/**
 * How long after its last use a call may still be under way, and how long after its first use a key may go out once more: Xero
 * remembers it for six minutes from then.
 */
export const keyTrustedSeconds = 300
/** How long after a call it may be repeated without a look before: it may be four minutes under way, and a key lives for six. */
export const blindRepeatSeconds = 100
/** Beyond this, contacts are cheaper to read by the page than to look up by name and number. */
export const contactsPerLookup = 20
/** A document that failed this often goes alone, so that it cannot hold up the others. */
export const attemptsBeforeAlone = 3

/** How often a batch can be halved before each document goes alone. */
export const halvings = Math.ceil(Math.log2(batchSize))

const longestWaitSeconds = 300
// A look-up that Xero refuses costs a call each time, and only a person can mend it.
const refusedLookSeconds = { shortest: 60, longest: 3600 }

// Xero takes bodies of 3.5 MB. A character of UTF-16 is three bytes of UTF-8 at most, and two where JSON escapes it.
const bytesPerCall = 3_500_000
const bytesBesideLines = 1000
// Codes, and two tracking options by their ids.
const bytesPerLine = 600
const bytesPerCharacter = 3

/** As many of the first documents as the body of one call can carry; at least one. */
export function countInOneCall(
  documents: readonly { lines: readonly { description: string }[] }[],
): number {
  let bytes = 0
  const first = documents.findIndex(({ lines }, index) => {
    const characters = lines.reduce((sum, line) => sum + line.description.length, 0)
    bytes += bytesBesideLines + lines.length * bytesPerLine + characters * bytesPerCharacter
    return index > 0 && bytes > bytesPerCall
  })
  return first === -1 ? documents.length : first
}

/** How many calls an export costs, when all goes well. */
export function callsToSend(plan: { documents: number; newContacts: number }): number {
  const contacts = plan.newContacts === 0 ? 0 : 1 + Math.ceil(plan.newContacts / batchSize)
  return contacts + Math.ceil(plan.documents / batchSize)
}

/** Sending refused documents once more: the organisation is read, then up to fifty go in one call. */
export function callsToRetry(documents: number): number {
  return 1 + Math.ceil(documents / batchSize)
}

/** How long to wait after so many calls without an outcome. */
export function waitSeconds(attempts: number): number {
  return Math.min(longestWaitSeconds, 2 ** Math.min(attempts, 10))
}

/** How long to leave a refused look-up alone: as long again as it is since the call, so ever less often. */
export function lookAgainSeconds(ageSeconds: number): number {
  const { shortest, longest } = refusedLookSeconds
  return Math.min(longest, Math.max(shortest, Math.round(ageSeconds)))
}

/** How many go together when so many were refused as a whole. */
export function halfOf(count: number): number {
  return Math.max(1, Math.ceil(count / 2))
}

/**
 * What becomes of the documents of a batch that a look-up did not find in Xero.
 * repeat: make the same call again, with its key; Xero answers as it did, or does it now, but never twice.
 * wait: the call may still be under way, and its key is not to be used again; look again when it cannot be any more.
 * release: the call is over and left nothing; they can be sent anew, with another key.
 */
export function afterLookup(lookup: {
  found: number
  /** The call as it last went out, null when its answer came: then it is over. */
  call: (CallAges & { isRepeatable: boolean }) | null
}): 'repeat' | 'wait' | 'release' {
  const { found, call } = lookup
  if (!call || call.ageSeconds >= keyTrustedSeconds) return 'release'
  const isTrusted = call.keyAgeSeconds < keyTrustedSeconds
  return found === 0 && call.isRepeatable && isTrusted ? 'repeat' : 'wait'
}

/** How long ago a call last went out, and how long ago its key was first used. */
export type CallAges = { ageSeconds: number; keyAgeSeconds: number }

export function agesOf(call: { lastUsedAt: Date; firstUsedAt: Date | null }, now: Date): CallAges {
  const secondsSince = (moment: Date) => (now.getTime() - moment.getTime()) / 1000
  return {
    ageSeconds: secondsSince(call.lastUsedAt),
    keyAgeSeconds: secondsSince(call.firstUsedAt ?? call.lastUsedAt),
  }
}
