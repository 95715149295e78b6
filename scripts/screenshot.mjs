// node scripts/screenshot.mjs <url> <out.png> [--width 1440] [--height 900] [--dark] [--full]
//   [--storage-state file]: a quick look at a page, in the browser the tests use.
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { prepareChromium } from './chromium.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    dark: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    'storage-state': { type: 'string' },
  },
})
const [url, file] = positionals
if (!url || !file) {
  console.error(
    'Usage: node scripts/screenshot.mjs <url> <out.png> [--width …] [--height …] [--dark]',
  )
  process.exit(1)
}

const { executablePath, env } = await prepareChromium()
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: false,
  env: { ...process.env, ...env },
})
const context = await browser.newContext({
  viewport: { width: Number(values.width), height: Number(values.height) },
  colorScheme: values.dark ? 'dark' : 'light',
  storageState: values['storage-state'],
})
const page = await context.newPage()
page.on('console', (message) => {
  if (message.type() === 'error') console.error(`console: ${message.text()}`)
})
page.on('pageerror', (error) => console.error(`page: ${error.message}`))
await page.goto(url, { waitUntil: 'networkidle' })
await page.screenshot({ path: file, fullPage: values.full })
await browser.close()
console.log(file)
