import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { getContactImport } from '#app/imports/get-contact-import.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import { sql } from 'kysely'
import { setStage, type Stage, timed, workInOwnProcess } from './stage.ts'
import type { Row } from './row.ts'

type Size = { contactCount: number; rounds: number; memoryMb: number }

type Organisation = { id: string; name: string }
type Authorisation = { accessToken?: string; access_token?: string }

/** The first import of 10,000 contacts, against fetching the same pages, parsing them, and one bulk insert. */
export async function benchImport(): Promise<Row[]> {
  return await benchFirstImport({ contactCount: 10_000, rounds: 3, memoryMb: 300 })
}

/** The same of 100,000. */
export async function benchLargeImport(): Promise<Row[]> {
  return await benchFirstImport({ contactCount: 100_000, rounds: 3, memoryMb: 400 })
}

async function benchFirstImport({ contactCount, rounds, memoryMb }: Size): Promise<Row[]> {
  await using stage = await setStage()
  const organisation = (await stage.control('POST', '/organisations', {
    name: 'Many Contacts BV',
    baseCurrency: 'EUR',
    contacts: contactCount,
  })) as Organisation
  const found: {
    ratio: number
    ms: number
    floorMs: number
    peakMemoryMb: number
    calls: number
  }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const floorMs = await floor(stage, organisation)
    const ctx = await stage.makeWorkspace()
    const xero = { control: { organisations: { list: () => [organisation] } } }
    await connectXero(
      { ctx, xero: xero as never },
      { organisation: organisation.name, settings: null },
    )
    await stage.control('DELETE', '/requests')
    const begun = await startContactImport(ctx, { mode: 'new' })
    const read = await workInOwnProcess(stage)
    await applyContactImport(ctx, { importId: begun.id })
    const applied = await workInOwnProcess(stage)
    const done = await getContactImport(ctx, { importId: begun.id })
    if (done.results.created !== contactCount)
      throw new Error(`created ${done.results.created} clients`)
    const ms = read.ms + applied.ms
    found.push({
      ratio: ms / floorMs,
      ms,
      floorMs,
      peakMemoryMb: Math.max(read.peakMemoryMb, applied.peakMemoryMb),
      calls: await countContactCalls(stage),
    })
  }
  const middle = found.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)]
  if (!middle) return []
  const { ratio, ms, floorMs, peakMemoryMb, calls } = middle
  return [
    {
      what: `Import of ${contactCount.toLocaleString('en')} contacts, read and applied`,
      target: '≤ 3× the floor',
      measured: `${ratio.toFixed(2)}× (${ms.toFixed(0)} ms; floor ${floorMs.toFixed(0)} ms)`,
    },
    {
      what: 'GET calls for those contacts',
      target: `≤ ${contactCount / 1000 + (contactCount > 10_000 ? 1 : 0)}`,
      measured: String(calls),
    },
    {
      what: 'Peak memory of the worker',
      target: `< ${memoryMb} MB`,
      measured: `${peakMemoryMb.toFixed(0)} MB`,
    },
  ]
}

/** The least that any import must do. */
async function floor(stage: Stage, organisation: Organisation): Promise<number> {
  const { db } = stage.wired.services
  const given = (await stage.control('POST', '/authorise', {
    organisationId: organisation.id,
  })) as Authorisation
  const token = given.accessToken ?? given.access_token
  await sql`create table if not exists public.bench_contacts (contact_id uuid primary key, name text, number text, contact jsonb)`.execute(
    db,
  )
  await sql`truncate public.bench_contacts`.execute(db)
  const ms = await timed(async () => {
    const all: { ContactID: string; Name: string; AccountNumber?: string }[] = []
    for (let page = 1; ; page += 1) {
      const response = await fetch(
        `${stage.simulatorUrl}/api.xro/2.0/Contacts?page=${page}&pageSize=1000&includeArchived=true&order=ContactID`,
        {
          headers: {
            authorization: `Bearer ${token}`,
            'xero-tenant-id': organisation.id,
            accept: 'application/json',
          },
        },
      )
      const { Contacts } = JSON.parse(await response.text()) as { Contacts: typeof all }
      all.push(...Contacts)
      if (Contacts.length < 1000) break
    }
    await sql`insert into public.bench_contacts
      select (each->>'ContactID')::uuid, each->>'Name', each->>'AccountNumber', each
      from jsonb_array_elements(${JSON.stringify(all)}::jsonb) as each`.execute(db)
  })
  return ms
}

async function countContactCalls(stage: Stage): Promise<number> {
  const requests = await stage.requests()
  return requests.filter((each) => each.method === 'GET' && /Contacts/.test(each.path)).length
}
