import { say } from '#domain/words/say.ts'
import type { XeroConnection } from '#db/xero-connections.ts'
import type { Context } from '../context.ts'
import type { BrandingTheme } from '../ports/accounting.ts'
import { refuse } from '../refuse.ts'
import { expectXero } from './expect-xero.ts'
import type { AskFresh } from './with-codes.ts'
import { readXeroBrandingThemes } from './xero-lists.ts'

/** The theme of the documents of each administration, by connection; null: Xero chooses. */
export type ChosenThemes = ReadonlyMap<string, BrandingTheme | null>

type Choice = {
  /** Undefined: the default of each administration. An id goes where it is known, the others get their default. */
  brandingThemeId: string | null | undefined
  isFresh: boolean
  askFresh: AskFresh
}

/** How the documents of an export will look in each administration. Asks Xero only where a theme is named at all. */
export async function chooseThemes(
  ctx: Context,
  connections: readonly XeroConnection[],
  { brandingThemeId: wanted, isFresh, askFresh }: Choice,
): Promise<ChosenThemes> {
  const chosen = new Map<string, BrandingTheme | null>()
  let isFound = wanted === undefined || wanted === null
  for (const connection of connections) {
    const { id, brandingThemeId: byDefault } = connection
    const isAsked = wanted === undefined ? byDefault !== null : wanted !== null
    // One after the other: each asks its own organisation.
    // oxlint-disable-next-line no-await-in-loop
    const themes = isAsked ? await listThemes(ctx, { connection, isFresh }) : []
    const named = (themeId: string) => themes.find((each) => each.themeId === themeId)
    const theirs = wanted ? named(wanted) : undefined
    isFound ||= theirs !== undefined
    const own = wanted !== null && byDefault !== null ? named(byDefault) : undefined
    const isGone = wanted !== null && byDefault !== null && !theirs && !own
    if (isGone) {
      askFresh()
      refuseTheme(
        say('{{name}} no longer has the branding theme {{theme}}.', {
          name: connection.name,
          theme: connection.brandingThemeName,
        }),
      )
    }
    chosen.set(id, theirs ?? own ?? null)
  }
  if (!isFound && connections.length > 0) {
    askFresh()
    refuseTheme()
  }
  return chosen
}

/** The theme as Xero has it now; refuses what it does not have. */
export async function requireTheme(
  ctx: Context,
  connection: XeroConnection,
  themeId: string,
): Promise<BrandingTheme> {
  const themes = await listThemes(ctx, { connection, isFresh: true })
  return themes.find((each) => each.themeId === themeId) ?? refuseTheme()
}

async function listThemes(
  ctx: Context,
  ask: { connection: XeroConnection; isFresh: boolean },
): Promise<BrandingTheme[]> {
  return expectXero(await readXeroBrandingThemes(ctx, ask))
}

function refuseTheme(detail?: string): never {
  return refuse('xero_branding_theme_not_found', {
    field: 'brandingThemeId',
    ...(detail !== undefined && { detail }),
  })
}
