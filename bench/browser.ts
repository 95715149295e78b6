import { type CDPSession, chromium, type Page } from '@playwright/test'
import { prepareChromium } from '../scripts/chromium.mjs'

/** The Chromium of the journeys. */
export async function openBrowser() {
  const { executablePath, env } = await prepareChromium()
  const browser = await chromium.launch({
    chromiumSandbox: false,
    env: { ...process.env, ...env },
    ...(executablePath ? { executablePath } : {}),
  })
  return { browser, [Symbol.asyncDispose]: async () => await browser.close() }
}

/** Milliseconds of the main thread: what scripts took, styles and layout, and all its tasks together. */
export type Worked = { scripting: number; layout: number; tasks: number }

/** Measures what the main thread does, on a processor that is so many times slower. */
export async function watchMainThread(page: Page, { slowDown }: { slowDown: number }) {
  const session = await page.context().newCDPSession(page)
  // Time on the processor: what others do on the machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
  return async (work: () => Promise<unknown>): Promise<Worked> => {
    const before = await metricsOf(session)
    await work()
    const after = await metricsOf(session)
    const ms = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000
    return {
      scripting: ms('ScriptDuration'),
      layout: ms('LayoutDuration') + ms('RecalcStyleDuration'),
      tasks: ms('TaskDuration'),
    }
  }
}

async function metricsOf(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}
