import { defineConfig } from '@playwright/test'
import { prepareChromium } from './scripts/chromium.mjs'

const { executablePath, env } = await prepareChromium()

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.spec.ts',
  globalSetup: './tests/support/journeys-setup.ts',
  // Each file starts a whole stack of its own, so a few files at once are plenty.
  workers: 2,
  fullyParallel: false,
  // A machine that is busy elsewhere may be too slow once. What passes only then is told by `npm test`, to be looked into.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    // Half-way through a fade nothing has the contrast or the place that people see.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 10_000,
    // A page that a worker answers is not the one of this server's build; the journeys of the installed app allow it.
    serviceWorkers: 'block',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      chromiumSandbox: false, // as root, and in most containers, the sandbox cannot start
      env: { ...process.env, ...env },
      ...(executablePath ? { executablePath } : {}),
    },
  },
})
