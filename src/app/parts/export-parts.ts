import { say } from '#domain/words/say.ts'
import { listConnectionsOfClients } from '#db/clients.ts'
import type { Database } from '#db/database.ts'
import { isAdministration, type XeroConnection } from '#db/xero-connections.ts'
import type { BillableItem } from '#domain/billable-item.ts'
import type { Codes } from '#domain/export-plan.ts'
import { contentHash } from '#lib/content-hash.ts'
import type { Missing } from '#domain/xero-settings.ts'
import { nameOfItem } from '#domain/item-name.ts'
import { assert } from '#lib/assert.ts'
import type { Context } from '../context.ts'
import { chooseThemes, type ChosenThemes } from './branding-themes.ts'
import type { Gathered, LeftOut } from './gather-items.ts'
import {
  type ExportRequest,
  needsFreshCodes,
  planExport,
  type PlannedExport,
  readCodes,
} from './plan-export.ts'
import { refuse, Refused } from '../refuse.ts'
import { withFreshAgain } from './with-codes.ts'
import {
  describeXero,
  refuseMissing,
  requireFilePermission,
  standingOf,
  upToDate,
  type XeroStanding,
} from './xero-settings.ts'
import { refusals } from '#domain/refusals.ts'

/** What of an export goes to one administration. */
export type ExportPart = { connection: XeroConnection; planned: PlannedExport }

/** An export as a whole, by administration. */
export type PlannedParts = {
  parts: ExportPart[]
  /** Also what an administration cannot take now, with its own words. */
  leftOut: (LeftOut & { message?: string })[]
  previewHash: () => string
  hasSeveral: boolean
}

type Target = { connection: XeroConnection; refusal: Missing | null; codes: Codes | null }
type Targets = { standing: XeroStanding; hasSeveral: boolean; list: Target[] }
type Planning = {
  workspaceId: string
  request: ExportRequest
  gathered: Gathered
  themes: ChosenThemes
}
export type PlanInParts = (db: Database, gathered: Gathered) => Promise<PlannedParts>

/**
 * Plans an export to the administration of each client. With one there is nothing to tell apart and nothing more is asked; with
 * several, what one of them cannot take now is left out with the reason, and the others get theirs.
 */
export async function planInParts<Value>(
  ctx: Context,
  given: {
    request: ExportRequest
    /** The items before they are held: they say for which administrations there is something. */
    look: () => Promise<Gathered>
    work: (plan: PlanInParts) => Promise<Value>
  },
): Promise<Value> {
  const { request, look, work } = given
  const { workspaceId } = ctx
  const targets = await targetsOf(ctx, { request, look })
  return await withFreshAgain(async (isFresh, askFresh) => {
    for (const target of targets.list) {
      if (target.refusal || (target.codes && !isFresh)) continue
      // One after the other: each asks its organisation several things as it is.
      // oxlint-disable-next-line no-await-in-loop
      target.codes = await readCodes(ctx, target.connection, { isFresh })
    }
    const { brandingThemeId } = request
    const ready = targets.list.flatMap((each) => (each.refusal ? [] : each.connection))
    const themes = await chooseThemes(ctx, ready, { brandingThemeId, isFresh, askFresh })
    return await work(async (db, gathered) => {
      const planned = await planParts(db, { workspaceId, request, gathered, targets, themes })
      if (planned.parts.some((part) => needsFreshCodes(part.planned))) askFresh()
      return planned
    })
  })
}

async function targetsOf(
  ctx: Context,
  { request, look }: { request: ExportRequest; look: () => Promise<Gathered> },
): Promise<Targets> {
  const standing = await describeXero(ctx)
  const { administrations } = standing
  if (administrations.every((each) => each.isDefault)) {
    const { administration: connection, exportRefusal } = await upToDate(ctx, standing)
    if (!connection || exportRefusal) refuseMissing(exportRefusal)
    await requireFilePermission(ctx, { connection, request })
    return { standing, hasSeveral: false, list: [{ connection, refusal: null, codes: null }] }
  }
  const { items } = await look()
  const list: Target[] = []
  const byConnection = await itemsByConnection(ctx.db, { ...ctx, standing, items })
  for (const connection of byConnection.keys()) {
    // oxlint-disable-next-line no-await-in-loop
    list.push(await readyTarget(ctx, { connection, standing, request }))
  }
  const [first] = list
  if (first && list.every((each) => each.refusal)) refuseMissing(first.refusal)
  return { standing, hasSeveral: true, list }
}

/** One of several, with what stands in its way: that one does not answer must not hold up the others. */
async function readyTarget(
  ctx: Context,
  asked: { connection: XeroConnection; standing: XeroStanding; request: ExportRequest },
): Promise<Target> {
  const { connection, standing, request } = asked
  try {
    const now = await upToDate(ctx, standingOf(connection, standing))
    if (now.exportRefusal) return { connection, refusal: now.exportRefusal, codes: null }
    await requireFilePermission(ctx, { connection, request })
    return { connection, refusal: null, codes: await readCodes(ctx, connection) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, particulars } = error
    const message = say('{{name}}: {{words}}', {
      name: connection.name,
      words: particulars.detail ?? refusals[code].title,
    })
    return { connection, refusal: { code, message }, codes: null }
  }
}

async function planParts(
  db: Database,
  plan: Planning & { targets: Targets },
): Promise<PlannedParts> {
  const { workspaceId, request, gathered, targets } = plan
  const { standing, hasSeveral } = targets
  const [only] = targets.list
  if (!hasSeveral && only) {
    const whole = await planWhole(db, { ...plan, target: only })
    if (whole) return whole
  }
  const { items: all } = gathered
  const groups = await itemsByConnection(db, { workspaceId, standing, items: all })
  const parts: ExportPart[] = []
  const leftOut: PlannedParts['leftOut'] = [...gathered.leftOut]
  for (const [connection, items] of groups) {
    const known = targets.list.find((each) => each.connection.id === connection.id)
    const target = known ?? overTarget(connection, standing)
    // A client was moved while this was being read.
    if (!target) refuse('preview_is_outdated')
    if (target.refusal) {
      leftOut.push(...items.map((item) => notTaken(item, target.refusal)))
      continue
    }
    const { codes } = target
    assert(codes, 'a target that is ready has its codes')
    const own = { ...gathered, items, leftOut: [] }
    // oxlint-disable-next-line no-await-in-loop
    const planned = await planExport(db, {
      workspaceId,
      connection,
      request,
      gathered: own,
      codes,
      brandingTheme: plan.themes.get(connection.id) ?? null,
    })
    parts.push({ connection, planned })
    leftOut.push(...planned.leftOut)
  }
  const previewHash = () =>
    contentHash(parts.map((part) => [part.connection.id, part.planned.previewHash()]))
  return { parts, leftOut, previewHash, hasSeveral }
}

/** All for the one administration there is; undefined when some of it is for one that is over. */
async function planWhole(
  db: Database,
  plan: Planning & { target: Target },
): Promise<PlannedParts | undefined> {
  const { workspaceId, request, gathered } = plan
  const { connection, codes } = plan.target
  assert(codes, 'the one target has its codes')
  const brandingTheme = plan.themes.get(connection.id) ?? null
  const planned = await planExport(db, {
    workspaceId,
    connection,
    request,
    gathered,
    codes,
    brandingTheme,
  })
  const { leftOut, previewHash } = planned
  if (leftOut.some((each) => each.reason === 'client_is_of_another_administration'))
    return undefined
  return { parts: [{ connection, planned }], leftOut, previewHash, hasSeveral: false }
}

/** One that was disconnected takes nothing; of any other the codes were read. */
function overTarget(connection: XeroConnection, standing: XeroStanding): Target | undefined {
  if (isAdministration(connection)) return undefined
  return { connection, refusal: standingOf(connection, standing).exportRefusal, codes: null }
}

function notTaken(item: BillableItem, refusal: Missing | null) {
  const { kind, id, projectId } = item
  assert(refusal, 'what is not taken has a reason')
  const isKept = kind !== 'instalment' && kind !== 'subscription_period'
  const { code: reason, message } = refusal
  return {
    itemKind: kind,
    itemId: isKept ? id : projectId,
    name: nameOfItem(item),
    reason,
    message,
    billedBy: null,
  }
}

/** The items of each administration's clients; the default one first. */
async function itemsByConnection(
  db: Database,
  given: { workspaceId: string; standing: XeroStanding; items: readonly BillableItem[] },
): Promise<Map<XeroConnection, BillableItem[]>> {
  const { workspaceId, standing, items } = given
  const clientIds = [...new Set(items.map((each) => each.clientId))]
  const connectionOf = await listConnectionsOfClients(db, { workspaceId, clientIds })
  const groups = new Map<XeroConnection, BillableItem[]>()
  for (const connection of standing.connections.toSorted(byDefault)) {
    const ownId = connection.isDefault ? null : connection.id
    const own = items.filter((each) => (connectionOf.get(each.clientId) ?? null) === ownId)
    if (own.length > 0) groups.set(connection, own)
  }
  return groups
}

function byDefault(a: XeroConnection, b: XeroConnection): number {
  return Number(b.isDefault) - Number(a.isDefault)
}
