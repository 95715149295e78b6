// npm test [-- --unit | --journeys] [arguments for that runner]
import './needs-node-24.mjs'
import { prepareChromium } from './chromium.mjs'
import { runJourneys, runVitest } from './steps.mjs'

const { setup, teardown } = await import('../tests/support/postgres.ts')
const { buildWeb, isWebBuilt } = await import('../src/main/web-build.ts')

const given = process.argv.slice(2)
const only = ['--unit', '--journeys'].find((each) => given.includes(each))
const rest = given.filter((each) => each !== only)
if (rest.length > 0 && !only) {
  console.error('Say which runner the arguments are for: npm test -- --unit … or --journeys …')
  process.exit(1)
}

// Ctrl-C reaches the runners as well; we wait for them, then take the database down.
let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (isInterrupted = true))

const total = { passed: 0, secondTime: 0, failed: 0, skipped: 0 }
const add = (counts) => {
  for (const [key, value] of Object.entries(counts)) total[key] += value
}

await Promise.all([
  setup(),
  only === '--unit' ? undefined : prepareChromium(),
  only === '--unit' || isWebBuilt() ? undefined : buildWeb(),
])
try {
  if (only !== '--journeys') add(await runVitest(rest))
  if (only !== '--unit' && !isInterrupted) add(await runJourneys(rest))
} finally {
  await teardown()
}
if (total.secondTime > 0) {
  console.log(
    `\n${total.secondTime} passed only the second time: find out why (Playwright names them as flaky)`,
  )
}
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = isInterrupted
  ? 130
  : Number(total.failed > 0 || total.passed + total.secondTime === 0)
