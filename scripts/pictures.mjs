// npm run pictures: takes the README's pictures anew into docs/pictures, of the demo company connected with the simulator.
import './needs-node-24.mjs'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { prepareChromium } from './chromium.mjs'

const { setup, teardown } = await import('../tests/support/postgres.ts')
const { startStack } = await import('../tests/support/stack.ts')
const { buildWeb, isWebBuilt } = await import('../src/main/web-build.ts')

const folder = path.resolve(import.meta.dirname, '../docs/pictures')
const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

const { executablePath, env } = await prepareChromium()
await setup()
if (!isWebBuilt()) await buildWeb()
const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: false,
  env: { ...process.env, ...env },
})
try {
  mkdirSync(folder, { recursive: true })
  await using stack = await startStack()
  await stack.connectXero()
  const light = await open(stack, { viewport: desktop })
  await exportHours(light, stack)
  await invoice(light, stack)
  await pages(light, stack, '')
  const dark = await open(stack, { viewport: desktop, colorScheme: 'dark' })
  await take(dark, `${stack.url}/reports/hours`, 'reports-dark')
  await take(dark, `${stack.url}/finance/uninvoiced`, 'uninvoiced-dark')
  const small = await open(stack, { viewport: phone, isMobile: true, hasTouch: true })
  await take(small, `${stack.url}/timesheets`, 'timesheets-phone')
  await take(small, `${stack.url}/reports/hours`, 'reports-phone')
} finally {
  await browser.close()
  await teardown()
}

async function open(stack, options) {
  const context = await browser.newContext({
    baseURL: stack.url,
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(stack.signIn.email)
  await page.getByLabel('Password', { exact: true }).fill(stack.signIn.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Timesheets', level: 1 }).waitFor()
  return page
}

/** Selects a few hours, shows the preview, and sends them. */
async function exportHours(page) {
  await page.goto('/reports/hours')
  const boxes = page.getByRole('table').getByRole('checkbox')
  await boxes.nth(4).waitFor()
  const rows = page.getByRole('row').filter({ hasText: 'Open' })
  for (let index = 0; index < 8; index += 1) await rows.nth(index).getByRole('checkbox').check()
  await page.mouse.move(0, 0)
  await page.evaluate(() => window.scrollTo(0, 0))
  await settle(page)
  await page.screenshot({ path: file('reports') })
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: /Export to Xero/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Preview/ }).click()
  const send = dialog.getByRole('button', { name: /^Send .* to Xero/ })
  await send.waitFor()
  await dialog.getByRole('button', { name: /Orchard Labs/ }).click()
  await settle(page)
  await page.screenshot({ path: file('export-preview') })
  await send.click()
  await page.waitForURL(/xero-exports\//)
  await page
    .getByRole('link', { name: /View in Xero/ })
    .first()
    .waitFor()
  await settle(page)
  await page.screenshot({ path: file('export') })
}

/** An own invoice, sent and posted to Xero's journals. */
async function invoice(page, stack) {
  const request = async (address, data) => {
    const response = await page.request.post(`${stack.url}/api/v1${address}`, {
      data,
      headers: { origin: stack.url },
    })
    if (!response.ok()) throw new Error(`${address}: ${await response.text()}`)
    return await response.json()
  }
  const clients = await (await page.request.get(`${stack.url}/api/v1/clients?limit=5`)).json()
  const made = await request('/invoices', {
    clientId: clients.items[1].id,
    issuedOn: new Date().toISOString().slice(0, 10),
    reference: 'Workshop November',
    lines: [
      { description: 'Workshop, half a day', quantity: '1', unitPrice: '640' },
      { description: 'Preparation', quantity: '2.5', unitPrice: '95' },
    ],
  })
  await request(`/invoices/${made.id}/finalise`)
  await request(`/invoices/${made.id}/send`, { method: 'mark_as_sent' })
  await request(`/invoices/${made.id}/sales-transaction`)
  await page.goto(`/finance/invoices/${made.id}`)
  await page.getByText('Posted in Xero').waitFor()
  const link = await page
    .getByRole('link', { name: /View in Xero/ })
    .first()
    .getAttribute('href')
  await settle(page)
  await page.screenshot({ path: file('invoice') })
  await take(page, link, 'journal')
}

async function pages(page, stack) {
  await take(page, `${stack.url}/timesheets`, 'timesheets')
  await take(page, `${stack.url}/finance/uninvoiced`, 'uninvoiced')
  await take(page, `${stack.url}/settings/xero`, 'xero-settings')
}

async function take(page, url, name) {
  await page.goto(url)
  await settle(page)
  await page.screenshot({ path: file(name) })
}

async function settle(page) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(300)
}

function file(name) {
  return path.join(folder, `${name}.png`)
}
