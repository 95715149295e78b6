import { refusals } from '#domain/refusals.ts'
import { messageInDutch } from '#domain/words/refusal-words.ts'
import {
  fieldsOf,
  type Operation,
  operations,
  reads,
  writes,
} from '#tests/support/api-operations.ts'
import { badInAddresses, spoilingsOf } from '#tests/support/bad-values.ts'
import { goodBodies, type Surroundings, surroundingsFor } from '#tests/support/good-bodies.ts'
import { watchWrites } from '#tests/support/watch-writes.ts'
import { createWorld, type World } from '#tests/support/world.ts'
import { expect, test } from 'vitest'

// Whatever is sent, the answer is what was asked for, or words on what is wrong with it: never a fault, and nothing
// half-written.

type Answer = Awaited<ReturnType<World['request']>>
type Problem = {
  code: string
  title: string
  detail: string
  field?: string
  errors?: { message: string }[]
  requestId: string
}
type Sent = { name: string; answer: Answer }
type List = { items?: { id?: string }[]; nextCursor?: string | null }

const asJson = { 'content-type': 'application/json' }
// What is changed by those that cannot change the busy workspace's own.
const targets: Record<string, keyof Surroundings> = {
  updateInvoice: 'draftId',
  sendInvoice: 'unsentId',
  remindInvoice: 'overdueId',
  createCreditInvoice: 'creditableId',
  addPayment: 'creditableId',
  'createSubscriptionPause projectId': 'subscribedId',
  'updateSubscriptionPause projectId': 'subscribedId',
  'setSubscriptionPrice projectId': 'subscribedId',
  matchFileImport: 'rematchedId',
  retryXeroDocument: 'refusedDocumentId',
  creditXeroDocument: 'approvedDocumentId',
  emailXeroDocument: 'mailedDocumentId',
  reverseXeroDocument: 'journalId',
}
// Done once, by a browser that came back from Xero: src/api/xero-sign-in-routes.test.ts spoils it.
const ofVisitors = new Set(['signUpWithXero', 'setPassword'])
// A call to Xero stays in the log, whatever became of the request that made it.
const recordsOfCalls = new Set(['sync_log insert', 'xero_connections update'])
// One address is spoiled in all its parts, the other in one.
const likeInvoiceAddress = /(visitingAddress|^address)\.(?!city)/
// A preview, what was posted before, what is right already, and what meets nothing that was refused.
const changesNothing = new Set([
  'previewRateChange',
  'changeRate',
  'previewReRating',
  'reRate',
  'fixXeroFinding',
  'previewXeroExport',
  'previewSalesTransactions',
  'previewXeroDocumentUpdate',
  'previewWriteOffs',
  'previewTimesheetCopy',
  'restoreTimeEntries',
  'restoreExpenses',
  'restoreMileages',
  // Nothing is there to hand in, and a decision is made once.
  'submitWork',
  'takeBackWork',
  'approveWork',
  'createSalesTransaction',
  'createSalesTransactions',
  'retryRefusedDocuments',
])

test('no field takes an endless text, number or list', () => {
  for (const { id, body, query } of operations) {
    const asked = Object.entries(query).map(([path, schema]) => ({ path, schema }))
    for (const { path, schema } of [...asked, ...(body ? fieldsOf(body) : [])]) {
      const { type = '', enum: choice, const: only, pattern, format } = schema
      const isChosen = (choice ?? only ?? pattern ?? format) !== undefined
      const limits = {
        string: schema.maxLength,
        integer: schema.maximum,
        number: schema.maximum,
        array: schema.maxItems,
      }
      const isEndless = type in limits && limits[type as keyof typeof limits] === undefined
      expect([id, path, isEndless && !isChosen]).toEqual([id, path, false])
    }
  }
})

test('whatever is wrong in a body is refused in words, and nothing of it is written', async () => {
  await using world = await createWorld()
  const around = await surroundingsFor(world)
  const watch = await watchWrites(world.db)
  const surprises: string[] = []
  for (const operation of writes.filter((each) => each.body && !ofVisitors.has(each.id))) {
    const sent = await sendAllThatIsWrong(world, { operation, around })
    const written = await watch.writtenByRequest()
    expect([operation.id, written.length]).toEqual([operation.id, sent.length])
    const isSeen = written[0]?.length !== 0 || changesNothing.has(operation.id)
    expect([operation.id, isSeen]).toEqual([operation.id, true])
    for (const [index, { name, answer }] of sent.entries()) {
      if (isDone(answer.status)) {
        if (name.endsWith(': an unknown key')) surprises.push(`${operation.id}, ${name}: taken`)
        continue
      }
      const left = written[index]?.filter((each) => !recordsOfCalls.has(each)) ?? []
      const wrong = wrongWith(answer) ?? (left.length > 0 ? `wrote ${left.join()}` : undefined)
      if (wrong) surprises.push(surpriseOf(`${operation.id}, ${name}`, { wrong, answer }))
    }
  }
  expect(surprises).toEqual([])
  // What was taken can be worked with.
  await world.runJobs()
  expect(await refusalsOfReads(world, around)).toEqual([])
}, 300_000)

test('whatever is wrong in an address is refused in words', async () => {
  await using world = await createWorld()
  const around = await surroundingsFor(world)
  const surprises: string[] = []
  for (const operation of operations) {
    for (const url of badAddressesOf(operation, around)) {
      const answer = await world.request(operation.method, url)
      const wrong = isDone(answer.status) ? undefined : wrongWith(answer)
      if (wrong) surprises.push(surpriseOf(`${operation.id} ${url}`, { wrong, answer }))
    }
  }
  expect(surprises).toEqual([])
}, 180_000)

/** Sends good bodies and all ways to spoil them; after each that is taken, reads what it made. */
async function sendAllThatIsWrong(
  world: World,
  { operation, around }: { operation: Operation; around: Surroundings },
): Promise<Sent[]> {
  const { id, method, body: schema } = operation
  const fields = schema ? fieldsOf(schema) : []
  const listLimits = new Map(
    fields.flatMap(({ path, schema: { maxItems } }) =>
      maxItems === undefined ? [] : [[path, maxItems]],
    ),
  )
  const bodies = Object.entries(goodBodies).filter(([name]) => name.split(' ')[0] === id)
  const url = addressOf(operation, around)
  const sent: Sent[] = []
  const spoiled = new Set<string>()
  const send = async (name: string, body: unknown) => {
    const answer = await world.request(method, url, JSON.stringify(body), { headers: asJson })
    sent.push({ name, answer })
    return answer
  }
  for (const [, good] of bodies) {
    const next = () => good(around, `${id}-${sent.length}`)
    expect([id, await send('nothing', next())]).toMatchObject([
      id,
      { status: expect.toSatisfy(isDone) },
    ])
    let body = next()
    for (const { field, name, spoil } of spoilingsOf(body, listLimits)) {
      spoiled.add(field)
      const answer = await send(`${field}: ${name}`, spoil(body))
      if (!isDone(answer.status)) continue
      body = next()
      sent.push(...(await readBack(world, { operation, answer })))
    }
  }
  const unspoiled = fields
    .map((each) => each.path)
    .filter((path) => !spoiled.has(path) && !likeInvoiceAddress.test(path))
  expect([id, unspoiled]).toEqual([id, []])
  return sent
}

function isDone(status: number): boolean {
  return status < 300
}

/** What is wrong with how a request was refused; nothing when it was refused in words, beside a field. */
function wrongWith({ status, body, headers }: Answer): string | undefined {
  const problem = body as Problem
  if (!String(headers['content-type']).startsWith('application/problem+json')) return 'no problem'
  if (refusals[problem.code as keyof typeof refusals]?.status !== status) return `status ${status}`
  if (!problem.title || !problem.detail || !problem.requestId) return 'not all the words'
  if (status === 422 && !problem.field) return 'no field'
  if (/violates|constraint|syntax|undefined|\[object/i.test(problem.detail)) return 'odd words'
  const unsaid = wordsOf(problem).find((each) => messageInDutch(each) === undefined)
  return unsaid === undefined ? undefined : `not said in Dutch: ${unsaid}`
}

function wordsOf({ detail, field, errors = [] }: Problem): string[] {
  const prefix = `${field}: `
  const words = detail.startsWith(prefix) ? detail.slice(prefix.length) : detail
  return [words, ...errors.map(({ message }) => message)]
}

async function readBack(
  world: World,
  { operation, answer }: { operation: Operation; answer: Answer },
): Promise<Sent[]> {
  const { id, items = [] } = answer.body as { id?: string } & List
  const made = [id, ...items.map((each) => each.id)].find((each) => each !== undefined)
  const address = operation.path.replace(/\/\{\w+\}$/, '')
  const isReadable = reads.some(({ path }) => /^\/\{\w+\}$/.test(path.replace(address, '')))
  if (made === undefined || !isReadable) return []
  return [{ name: `reading ${made}`, answer: await world.request('GET', `${address}/${made}`) }]
}

/** Asks all that can be asked, every page of the lists; tells what was not answered. */
async function refusalsOfReads(world: World, around: Surroundings): Promise<string[]> {
  const refused: string[] = []
  for (const operation of reads) {
    // Of a browser that is just back from Xero, which no token is; and what refuses once every reminder went out.
    if (['getXeroSignUp', 'getReminderDraft'].includes(operation.id)) continue
    const address = addressOf(operation, around)
    let cursor: string | null | undefined = ''
    while (cursor !== null && cursor !== undefined) {
      const query = 'cursor' in operation.query ? `?limit=200${cursor && `&cursor=${cursor}`}` : ''
      const answer = await world.request('GET', `${address}${query}`)
      if (!isDone(answer.status)) refused.push(`${operation.id}: ${JSON.stringify(answer.body)}`)
      cursor = (answer.body as List).nextCursor
    }
  }
  return refused
}

/** The address with each name in it, and each word behind it, spoiled in turn. */
function badAddressesOf(operation: Operation, around: Surroundings): string[] {
  const { path, pathNames, query, method } = operation
  return badInAddresses.flatMap((bad) => [
    ...pathNames.map((name) =>
      addressOf({ ...operation, path: path.replace(`{${name}}`, bad) }, around),
    ),
    ...(method === 'GET' ? Object.keys(query) : []).map(
      (name) => `${addressOf(operation, around)}?${name}=${bad}`,
    ),
  ])
}

function surpriseOf(what: string, { wrong, answer }: { wrong: string; answer: Answer }): string {
  const shown = 300
  return `${what.slice(0, shown)}: ${wrong}. ${JSON.stringify(answer.body).slice(0, shown)}`
}

function addressOf({ id, path, pathNames }: Operation, around: Surroundings): string {
  const all: Record<string, unknown> = { tab: 'hours', ...around }
  return pathNames.reduce(
    (filled, name) =>
      filled.replace(`{${name}}`, String(all[targets[`${id} ${name}`] ?? targets[id] ?? name])),
    path,
  )
}
