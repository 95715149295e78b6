import { buildWeb, isWebBuilt } from '#main/web-build.ts'
import { setup, teardown } from './postgres.ts'

/** What every journey stands on: the web app as it is now, and a server for its databases. */
// oxlint-disable-next-line import/no-default-export -- Playwright calls the default export.
export default async function prepareJourneys(): Promise<() => Promise<void>> {
  if (!isWebBuilt()) await buildWeb()
  await setup()
  return teardown
}
