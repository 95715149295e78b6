import { applyContactImport } from '#app/imports/apply-contact-import.ts'
import { startContactImport } from '#app/imports/start-contact-import.ts'
import { startNightlyImports } from '#app/imports/start-nightly-imports.ts'
import { updateXeroSettings } from '#app/xero/update-xero-settings.ts'
import { connectXero } from '#tests/support/connect-xero.ts'
import type { Row } from './row.ts'
import { setStage, startWorker } from './stage.ts'

const contactCount = 10_000
// Late enough for every workspace's minute of the night in Amsterdam, and no Sunday: then everything is read.
const nights = ['2027-01-04T03:45:00Z', '2027-01-05T03:45:00Z'].map((iso) => new Date(iso))

/** A nightly run that finds nothing new among 10,000 contacts. */
export async function benchNight(): Promise<Row[]> {
  await using stage = await setStage()
  await using worker = await startWorker(stage)
  const organisation = (await stage.control('POST', '/organisations', {
    name: 'Quiet Night BV',
    baseCurrency: 'EUR',
    contacts: contactCount,
  })) as { id: string; name: string }
  const ctx = await stage.makeWorkspace()
  const xero = { control: { organisations: { list: () => [organisation] } } }
  await connectXero(
    { ctx, xero: xero as never },
    { organisation: organisation.name, settings: null },
  )
  const { id: importId } = await startContactImport(ctx, { mode: 'new_and_changed' })
  await worker.emptyQueue()
  await applyContactImport(ctx, { importId })
  await worker.emptyQueue()
  await updateXeroSettings(ctx, { nightlyImport: 'new_and_changed' })

  let ms = 0
  for (const night of nights) {
    await stage.control('DELETE', '/requests')
    await startNightlyImports({ ...ctx, clock: { now: () => night } })
    ms = (await worker.emptyQueue()).ms
  }
  const requests = await stage.requests()
  const contacts = requests.filter((each) => each.path.endsWith('/Contacts'))
  const others = requests.length - contacts.length
  const bytes = contacts.reduce((sum, each) => sum + each.bytes, 0)
  return [
    {
      what: `Calls of a night with nothing new among ${contactCount.toLocaleString('en')} contacts`,
      target: '1 for contacts, 1 for the organisation',
      measured: `${contacts.length} for contacts, ${others} other; ${ms.toFixed(0)} ms`,
    },
    { what: 'Read from that contacts call', target: '< 2 KB', measured: `${bytes} bytes` },
  ]
}
