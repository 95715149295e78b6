import { api } from '#client/api.ts'
import { currentAccount, setCurrentAccount } from './account.ts'
import { connection } from './connection.ts'
import { database, forgetAnswers, type KeptAnswer } from './database.ts'
import { outbox, sendNow } from './outbox.ts'
import { tellTabs } from './tabs.ts'
import { dayAt } from '#lib/formats.ts'

// Answers that the day view and the timer need are kept per account, and given again when nobody can be reached: never
// else, and never without saying of when they are (connection.ts). Nothing else of the API is kept anywhere.

const kept = [
  /^\/api\/v1\/(?:me|timers\/running|time-entries|shortcuts|projects|tasks)$/,
  /^\/api\/v1\/projects\/[^/]+\/recent-notes$/,
]
let onAccount = () => {}

/** Told when the server says that it is somebody else who is here, or somebody again. */
export function whenAccount(action: () => void): void {
  onAccount = action
}

const mePath = '/api/v1/me'
const given = new WeakSet<Response>()
const askedBy = new WeakMap<Request, string | null>()

/** Keeps answers as they come, and gives them again when there is no network. */
export function keepAnswers(): void {
  api.use({
    onRequest: ({ request }) => {
      askedBy.set(request, currentAccount())
      return undefined
    },
    onResponse: async ({ request, response }) => {
      if (given.has(response)) return undefined
      connection.reached()
      if (response.status === 401) await forgetCurrent()
      if (request.method === 'GET' && response.ok && isKept(request)) {
        const body = await response.clone().text()
        // Reading on must not wait for the disk, nor fail with it.
        void keep(request, body).catch(() => {})
      }
      return undefined
    },
    onError: async ({ request, error }) => {
      if (error instanceof DOMException && error.name === 'AbortError') return undefined
      connection.missed()
      if (request.method !== 'GET' || !isKept(request)) return undefined
      const found = await recall(request).catch(() => undefined)
      if (!found) return undefined
      connection.showsOf(found.readAt)
      const answer = new Response(found.body, { headers: { 'Content-Type': 'application/json' } })
      given.add(answer)
      return answer
    },
  })
}

/** Every answer that is kept of this account. */
export async function keptAnswers(): Promise<KeptAnswer[]> {
  const account = currentAccount()
  if (account === null) return []
  return await (await database()).getAll('answers', IDBKeyRange.bound([account], [account, []]))
}

async function forgetCurrent(): Promise<void> {
  const account = currentAccount()
  if (account !== null) await forgetAnswers(account).catch(() => {})
}

function isKept({ url }: Request): boolean {
  const { pathname } = new URL(url)
  return kept.some((path) => path.test(pathname))
}

async function keep(request: Request, body: string): Promise<void> {
  const asked = askedBy.get(request) ?? null
  let account = currentAccount()
  // An answer that arrives after somebody signed out is nobody's any more.
  if (new URL(request.url).pathname === mePath) account = await whoIsIt(body, asked)
  else if (asked !== account) return
  if (account === null) return
  const readAt = Date.now()
  await (await database()).put('answers', { account, url: nameOf(request), body, readAt })
}

async function whoIsIt(body: string, asked: string | null): Promise<string | null> {
  const { member } = JSON.parse(body) as { member: { id: string } }
  const before = currentAccount()
  if (asked !== before) return null
  if (before !== null && before !== member.id) await forgetAnswers(before)
  if (before !== member.id) {
    setCurrentAccount(member.id)
    tellTabs({ kind: 'account' })
    onAccount()
  } else if (outbox.get().isSignedOut) void sendNow()
  return member.id
}

async function recall(request: Request): Promise<KeptAnswer | undefined> {
  const account = currentAccount()
  if (account === null) return undefined
  const found = await (await database()).get('answers', [account, nameOf(request)])
  if (found) return { ...found, body: asOfNow(request, found) }
  return await searchKept(request)
}

/** What was typed into a field that searches, looked for in the list that was kept. */
async function searchKept(request: Request): Promise<KeptAnswer | undefined> {
  const { pathname, searchParams } = new URL(request.url)
  const q = searchParams.get('q')?.toLocaleLowerCase()
  if (q === undefined) return undefined
  const lists = (await keptAnswers()).filter(({ url }) => url.startsWith(`${pathname}?`))
  const [longest] = lists.toSorted((a, b) => b.body.length - a.body.length)
  if (!longest) return undefined
  const list = JSON.parse(longest.body) as { items: object[] }
  const items = list.items.filter((item) =>
    Object.values(item).some((value) => String(value).toLocaleLowerCase().includes(q)),
  )
  return { ...longest, body: JSON.stringify({ ...list, items, nextCursor: null }) }
}

// What time it is goes on without the server.
function asOfNow(request: Request, { body, readAt }: KeptAnswer): string {
  const { pathname } = new URL(request.url)
  if (pathname === mePath) {
    const me = JSON.parse(body) as { workspace: { timeZone: string } }
    return JSON.stringify({ ...me, today: dayAt(me.workspace.timeZone, new Date()) })
  }
  if (pathname === '/api/v1/timers/running') {
    const answer = JSON.parse(body) as { now: string }
    const now = new Date(Date.parse(answer.now) + Date.now() - readAt)
    return JSON.stringify({ ...answer, now })
  }
  return body
}

function nameOf({ url }: Request): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.sort()
  return `${pathname}?${searchParams}`
}
