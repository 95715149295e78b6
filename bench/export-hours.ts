import { createXeroExport } from '#app/exports/create-xero-export.ts'
import { getXeroExport } from '#app/exports/get-xero-export.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { batchesAtOnce } from '#domain/sending.ts'
import { newId } from '#lib/ids.ts'
import { setStage, type Stage, startWorker, timed } from './stage.ts'
import type { Row } from './row.ts'
import { seedHours } from './seed-hours.ts'

const clientCount = 200
const hoursPerClient = 50
const rounds = 15
const batch = 50

type Organisation = { id: string; name: string }
type Wire = Record<string, unknown>
type Found = {
  planMs: number
  sendMs: number
  floorMs: number
  floorAtOnceMs: number
  calls: number
}

/** 10,000 hours of 200 clients to Xero invoices, against posting the same payloads raw. */
export async function benchExport(): Promise<Row[]> {
  await using stage = await setStage()
  return [...(await benchGrouped(stage, 'entry')), ...(await benchGrouped(stage, 'task'))]
}

async function benchGrouped(stage: Stage, groupBy: 'entry' | 'task'): Promise<Row[]> {
  await using worker = await startWorker(stage)
  const found: Found[] = []
  // The first three are not told: they warm up the worker, the simulator and the floor alike.
  for (let round = -3; round < rounds; round += 1) {
    const each = await exportOnce(stage, { worker, groupBy, name: `By ${groupBy}, round ${round}` })
    if (round >= 0) found.push(each)
  }
  const ratio = (each: Found) => (each.planMs + each.sendMs) / each.floorMs
  const middle = found.toSorted((a, b) => ratio(a) - ratio(b))[Math.floor(rounds / 2)]
  if (!middle) return []
  const { planMs, sendMs, floorMs, floorAtOnceMs, calls } = middle
  const ms = planMs + sendMs
  const limit = Math.ceil(clientCount / batch) + 10
  const total = (clientCount * hoursPerClient).toLocaleString('en')
  return [
    {
      what: `Export of ${total} hours of ${clientCount} clients, a line per ${groupBy}, planned, sent and confirmed`,
      target: groupBy === 'entry' ? '≤ 3× the floor' : '–',
      measured: `${(ms / floorMs).toFixed(2)}× (planned in ${planMs.toFixed(0)} ms, sent in ${sendMs.toFixed(0)} ms; floor ${floorMs.toFixed(0)} ms)`,
    },
    {
      what: `The same against a floor that posts ${batchesAtOnce} at once`,
      target: '–',
      measured: `${(ms / floorAtOnceMs).toFixed(2)}× (floor ${floorAtOnceMs.toFixed(0)} ms)`,
    },
    { what: 'Calls to Xero for that export', target: `≤ ${limit}`, measured: String(calls) },
  ]
}

async function exportOnce(
  stage: Stage,
  how: {
    worker: Awaited<ReturnType<typeof startWorker>>
    groupBy: 'entry' | 'task'
    name: string
  },
): Promise<Found> {
  const { worker, groupBy, name } = how
  const organisation = (await stage.control('POST', '/organisations', {
    name,
    baseCurrency: 'EUR',
    contacts: 0,
  })) as Organisation
  const ctx = await stage.makeWorkspace()
  const xero = { control: { organisations: { list: () => [organisation] } } }
  await connectXero({ ctx, xero: xero as never }, { organisation: organisation.name })
  const timeEntryIds = await seedHours(ctx, {
    clients: clientCount,
    projectsPerClient: 1,
    hoursPerProject: hoursPerClient,
  })
  await stage.control('DELETE', '/requests')

  let exportId = ''
  const planMs = await timed(async () => {
    const made = await createXeroExport(ctx, {
      items: {
        timeEntryIds,
        expenseIds: [],
        mileageIds: [],
        instalments: [],
        subscriptionPeriods: [],
        uninvoiced: [],
      },
      per: 'client',
      groupBy,
      issuedOn: '2026-11-20',
      dueOn: null,
      reference: '',
      status: 'DRAFT',
      previewHash: null,
    } as never)
    exportId = made.id
  })
  const { ms: sendMs } = await worker.emptyQueue()
  const calls = (await stage.requests()).length
  const view = await getXeroExport(ctx, { exportId })
  const confirmed = view.documents.filter((each) => each.state === 'confirmed').length
  if (confirmed !== clientCount)
    throw new Error(`${confirmed} of ${clientCount} invoices were confirmed`)
  const floorMs = await floor(stage, organisation, 1)
  const floorAtOnceMs = await floor(stage, organisation, batchesAtOnce)
  return { planMs, sendMs, floorMs, floorAtOnceMs, calls }
}

/** The same contacts and invoices posted once more as bare JSON: what any export must at least do. */
async function floor(stage: Stage, organisation: Organisation, atOnce: number): Promise<number> {
  const all = (await stage.control('GET', `/organisations/${organisation.id}/invoices`)) as Wire[]
  const invoices = all.slice(0, clientCount)
  const given = (await stage.control('POST', '/authorise', {
    organisationId: organisation.id,
  })) as Record<string, string>
  const payloads = invoices.map((invoice) => ({
    Type: 'ACCREC',
    Contact: { ContactID: (invoice['Contact'] as Wire)['ContactID'] },
    Reference: `HB-${newId()}`,
    Date: '2026-11-20',
    DueDate: '2026-12-20',
    CurrencyCode: invoice['CurrencyCode'],
    Status: 'DRAFT',
    LineAmountTypes: 'Exclusive',
    Url: invoice['Url'],
    LineItems: (invoice['LineItems'] as Wire[]).map((line) => ({
      Description: line['Description'],
      Quantity: line['Quantity'],
      UnitAmount: line['UnitAmount'],
      ItemCode: line['ItemCode'],
      AccountCode: line['AccountCode'],
      TaxType: line['TaxType'],
    })),
  }))
  const contacts = payloads.map((_, index) => ({
    Name: `Raw ${newId()} ${index}`,
    ContactNumber: newId(),
  }))
  const put = async (resource: string, elements: Wire[]) => {
    const response = await fetch(
      `${stage.simulatorUrl}/api.xro/2.0/${resource}?summarizeErrors=false&unitdp=4`,
      {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${given['accessToken'] ?? given['access_token']}`,
          'xero-tenant-id': organisation.id,
          accept: 'application/json',
          'content-type': 'application/json',
          'idempotency-key': newId(),
        },
        body: JSON.stringify({ [resource]: elements }),
      },
    )
    const answer = JSON.parse(await response.text()) as Record<string, Wire[]>
    const isDone = answer[resource]?.every((each) => each['StatusAttributeString'] === 'OK')
    if (!isDone) throw new Error('The floor was refused')
  }
  return await timed(async () => {
    for (const [resource, elements] of [
      ['Contacts', contacts],
      ['Invoices', payloads],
    ] as const) {
      for (let start = 0; start < elements.length; start += batch * atOnce) {
        const calls = Array.from({ length: atOnce }, (_, index) => start + index * batch)
        await Promise.all(calls.map((from) => put(resource, elements.slice(from, from + batch))))
      }
    }
  })
}
