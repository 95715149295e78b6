import os from 'node:os'
import { benchBilling } from './billing.ts'
import { benchExport } from './export-hours.ts'
import { benchBusyNight } from './busy-night.ts'
import { benchImportHours } from './import-hours.ts'
import { benchImport, benchLargeImport } from './import-contacts.ts'
import { benchManyInvoices } from './many-invoices.ts'
import { benchRegistering } from './registering.ts'
import { benchNight } from './night.ts'
import type { Row } from './row.ts'
import { benchSimulator } from './simulator.ts'
import { benchStart } from './start-up.ts'
import { benchWeekGrid } from './week-grid.ts'

const benches: Record<string, () => Promise<Row[]>> = {
  import: benchImport,
  export: benchExport,
  night: benchNight,
  start: benchStart,
  simulator: benchSimulator,
  'import-hours': benchImportHours,
}
// These take minutes: they run when they are asked for.
const longBenches: Record<string, () => Promise<Row[]>> = {
  'large-import': benchLargeImport,
  registering: benchRegistering,
  'week-grid': benchWeekGrid,
  'many-invoices': benchManyInvoices,
  'busy-night': benchBusyNight,
  billing: benchBilling,
}

// npm run bench [-- import | export | night | start | simulator | import-hours | large-import | many-invoices | busy-night | billing | registering | week-grid]
const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(benches)
console.log(
  `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
)
console.log('| What | Target | Measured |\n|---|---|---|')
for (const name of names) {
  const bench = benches[name] ?? longBenches[name]
  if (!bench)
    throw new Error(
      `There is no benchmark '${name}': use ${Object.keys({ ...benches, ...longBenches }).join(', ')}`,
    )
  for (const row of await bench()) console.log(`| ${row.what} | ${row.target} | ${row.measured} |`)
}
