import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { projectDir } from '../../src/main/project-dir.ts'
import { expectAccessible } from '../support/axe.ts'
import { signIn, test } from './steps.ts'

test.use({
  journey: { name: 'installed' },
  serviceWorkers: 'allow',
  viewport: { width: 390, height: 844 },
})

test('Hourbook can be installed: its manifest and its icons are there', async ({ page, stack }) => {
  const answer = await page.request.get('/manifest.webmanifest')
  expect(answer.headers()['content-type']).toContain('application/manifest+json')
  const manifest = (await answer.json()) as {
    start_url: string
    icons: { src: string }[]
    shortcuts: { url: string }[]
  }
  expect(manifest.start_url).toBe('/timesheets')
  for (const { src } of manifest.icons) expect((await page.request.get(src)).ok(), src).toBe(true)

  await signIn(page, stack.signIn)
  const [timer] = manifest.shortcuts
  await page.goto(timer?.url ?? '')
  await expect(page.getByRole('dialog', { name: 'Start timer' })).toBeVisible()
  await expect(page).toHaveURL(/\/timesheets$/)
})

test('a new version is fetched, told, and used when asked', async ({ page, stack }) => {
  await signIn(page, stack.signIn)
  await controlled(page)
  const file = path.join(projectDir, 'dist/web/service-worker.js')
  const before = readFileSync(file, 'utf8')
  const next = before.replace(/"version":"\w+"/, '"version":"anewerversion"')
  expect(next).not.toBe(before)
  try {
    writeFileSync(file, next)
    await page.reload()
    const notice = page.getByRole('status').filter({ hasText: 'A new version of Hourbook' })
    await expect(notice).toBeVisible()
    await expectAccessible(page)
    await notice.getByRole('button', { name: 'Reload' }).click()
    await expect(notice).toBeHidden()
    expect(await page.evaluate(() => caches.keys())).toContain('hourbook-shell-anewerversion')
  } finally {
    writeFileSync(file, before)
  }
})

/** The service worker has the files, and this page. */
async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}
