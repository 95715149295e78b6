import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What a person with a screen reader, a keyboard or weak eyes would stumble over on this page: nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  await settle(page)
  expect(await violationsOf(new AxeBuilder({ page })), page.url()).toEqual([])
}

/** The same in the dark, where only colours differ. Puts the page back into the light. */
export async function expectReadableInTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  const axe = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])
  expect(await violationsOf(axe), `${page.url()} in the dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}\n${html}\n${any[0]?.message ?? ''}`),
  )
}

// What is half-way through a fade has a contrast that nobody ever reads. A fade begins a frame or two after its cause.
async function settle(page: Page): Promise<void> {
  const moving = async () =>
    await page.evaluate(async () => {
      const frame = async () => await new Promise((resolve) => requestAnimationFrame(resolve))
      for (let count = 0; count < 3; count += 1) await frame()
      const all = document.getAnimations().filter((each) => each.playState === 'running')
      return all.filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).length
    })
  await expect.poll(moving).toBe(0)
}
