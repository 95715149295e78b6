import { sql } from 'kysely'
import type { allowances, CallUse } from '#domain/call-limits.ts'
import type { Database } from './database.ts'

// Xero's limits are for an app and an organisation, so these statements belong to no workspace. They are the only ones that
// every call of every process makes: one before it and one after it, each a statement of its own that need not reach the disk.

type Lease = { tenantId: string; leaseId: string; now: Date }

/** How the limits stood when a place was taken: an answer's numbers are compared with it. */
export type Standing = { minuteNumber: number; minuteLeft: number; dayLeft: number | null }

/** Takes one of the places for a call, if the limits allow it: counted, and held until the lease ends. */
export async function takeLease(
  db: Database,
  {
    tenantId,
    leaseId,
    now,
    ...ask
  }: Lease & {
    leaseEndsAt: Date
    minuteEndsAt: Date
    dayEndsAt: Date
    minuteLimit: number
    dayLimit: number
    appMinuteLimit: number
    allowance: (typeof allowances)[keyof typeof allowances]
  },
): Promise<Standing | undefined> {
  const { atOnce, keptOfMinute, keptOfDay } = ask.allowance
  const left = sql`least(${ask.dayLimit} - o.day_used, coalesce(o.day_left, ${ask.dayLimit}))`
  const { rows } = await sql<Standing>`
    with taken as (
      insert into xero_limits.organisations as o
        (tenant_id, leases, minute_ends_at, minute_left, day_ends_at, day_used)
      select ${tenantId}::uuid, jsonb_build_object(${leaseId}::text, ${ask.leaseEndsAt.getTime()}::bigint),
        ${ask.minuteEndsAt}::timestamptz, ${ask.minuteLimit - 1}::integer,
        ${ask.dayEndsAt}::timestamptz, 1
      where not exists (select 1 from xero_limits.app where minute_ends_at > ${now} and minute_left <= 0)
      on conflict (tenant_id) do update set
        leases = xero_limits.live(o.leases, ${now}) || excluded.leases,
        minute_number = o.minute_number + case when o.minute_ends_at <= ${now} then 1 else 0 end,
        minute_ends_at = case when o.minute_ends_at <= ${now} then excluded.minute_ends_at else o.minute_ends_at end,
        minute_is_sure = o.minute_ends_at > ${now} and o.minute_is_sure,
        minute_left = case when o.minute_ends_at <= ${now} then excluded.minute_left else o.minute_left - 1 end,
        day_ends_at = case when o.day_ends_at <= ${now} then excluded.day_ends_at else o.day_ends_at end,
        day_used = case when o.day_ends_at <= ${now} then 1 else o.day_used + 1 end,
        day_left = case when o.day_ends_at <= ${now} then null else o.day_left - 1 end,
        parked_until = null,
        offline_until = null
      where (o.parked_until is null or o.parked_until <= ${now})
        and (o.offline_until is null or o.offline_until <= ${now})
        and xero_limits.under_way(o.leases, ${now}) < ${atOnce}
        and (o.minute_ends_at <= ${now} or o.minute_left > ${keptOfMinute})
        and (o.day_ends_at <= ${now}
          or (${left} > 0 and ${left} > (o.day_used + ${left}) * ${keptOfDay}::float8))
      returning o.minute_number, o.minute_left, o.day_left
    ), counted as (
      insert into xero_limits.app as a (minute_ends_at, minute_left)
      select ${ask.minuteEndsAt}::timestamptz, ${ask.appMinuteLimit - 1}::integer from taken
      on conflict (is_only) do update set
        minute_ends_at = case when a.minute_ends_at <= ${now} then excluded.minute_ends_at else a.minute_ends_at end,
        minute_left = case when a.minute_ends_at <= ${now} then excluded.minute_left else a.minute_left - 1 end
    )
    select minute_number as "minuteNumber", minute_left as "minuteLeft", day_left as "dayLeft",
      set_config('synchronous_commit', 'off', true) from taken`.execute(db)
  return rows[0]
}

/** What the answer of a call told about the limits; null where it told nothing. */
export type Told = {
  minuteLeft: number | null
  dayLeft: number | null
  appMinuteLeft: number | null
  /** Xero refused the call for this limit, until then. */
  refusal: { limit: 'minute' | 'day' | 'app_minute' | 'offline'; until: Date } | null
}

// Calls taken before ours may reach Xero after it, so its number may be higher than ours by as many. Higher than that, Xero
// has begun a new window, or grants more than we assumed.
const slack = 5

/**
 * Gives the place back and believes what Xero told. A call that Xero did not count is given back too. An answer to a call of
 * an earlier minute says nothing about this one.
 */
export async function settleLease(
  db: Database,
  {
    tenantId,
    leaseId,
    now,
    isCounted,
    told,
    standing,
    ...ends
  }: Lease & {
    isCounted: boolean
    told: Told
    standing: Standing
    minuteEndsAt: Date
    dayEndsAt: Date
  },
): Promise<void> {
  const minute = told.refusal?.limit === 'minute' ? told.refusal.until : null
  const day = told.refusal?.limit === 'day' ? told.refusal.until : null
  const app = told.refusal?.limit === 'app_minute' ? told.refusal.until : null
  const offline = told.refusal?.limit === 'offline' ? told.refusal.until : null
  const others = sql`xero_limits.under_way(o.leases - ${leaseId}::text, ${now})`
  const minuteTold = sql`(case when o.minute_number = ${standing.minuteNumber} then ${told.minuteLeft}::integer end)`
  const minuteMore = (told.minuteLeft ?? 0) - standing.minuteLeft
  const isNewMinute = sql`coalesce(${minuteTold} is not null and ${minuteMore > slack}, false)`
  const dayMore = standing.dayLeft === null ? 0 : (told.dayLeft ?? 0) - standing.dayLeft
  const isNewDay = sql`coalesce(${dayMore > slack} and o.day_left <= ${standing.dayLeft}::integer, false)`
  await sql`
    with settled as (
      update xero_limits.organisations o set
        leases = o.leases - ${leaseId}::text,
        minute_left = case
          when ${minute}::timestamptz is not null then 0
          when ${!isCounted} then o.minute_left + 1
          when ${isNewMinute} then o.minute_left + ${minuteMore}::integer
          when ${minuteTold} < o.minute_left then greatest(0, ${minuteTold} - ${others})
          else o.minute_left end,
        minute_number = o.minute_number + case when ${isNewMinute} then 1 else 0 end,
        minute_ends_at = case
          when ${minute}::timestamptz is not null then ${minute}
          when ${minuteTold} is not null and (${isNewMinute} or not o.minute_is_sure) then ${ends.minuteEndsAt}
          else o.minute_ends_at end,
        minute_is_sure = o.minute_is_sure or ${minuteTold} is not null or ${minute}::timestamptz is not null,
        day_used = case when ${!isCounted} then o.day_used - 1 when ${isNewDay} then 1 + ${others} else o.day_used end,
        day_left = case
          when ${day}::timestamptz is not null then 0
          when ${told.dayLeft}::integer is null then o.day_left + ${isCounted ? 0 : 1}
          when o.day_left is null or ${isNewDay} then ${told.dayLeft}::integer - ${others}
          else least(o.day_left, ${told.dayLeft}::integer) end,
        day_ends_at = case
          when ${day}::timestamptz is not null then ${day}
          when ${isNewDay} then ${ends.dayEndsAt} else o.day_ends_at end,
        parked_until = coalesce(${day}::timestamptz, o.parked_until),
        offline_until = coalesce(${offline}::timestamptz, o.offline_until)
      where o.tenant_id = ${tenantId}
      returning 1
    ), app as (
      update xero_limits.app a set
        minute_left = case when ${app}::timestamptz is null
          then least(a.minute_left, ${told.appMinuteLeft}::integer) else 0 end,
        minute_ends_at = coalesce(${app}::timestamptz, a.minute_ends_at)
      -- The organisation before the app, as one who takes a lease: they would wait for each other.
      where (select count(*) from settled) >= 0
        and (${app}::timestamptz is not null or ${told.appMinuteLeft}::integer < a.minute_left - ${appSlack})
    )
    select set_config('synchronous_commit', 'off', true)`.execute(db)
}

// The app's row is every call's row: it is touched only when Xero counts clearly more than we do.
const appSlack = 200

/** How much of the limits is used; undefined before the first call to the organisation. */
export async function findCallUse(
  db: Database,
  { tenantId, now }: { tenantId: string; now: Date },
): Promise<CallUse | undefined> {
  const { rows } = await sql<CallUse>`
    select xero_limits.under_way(o.leases, ${now}) as "underWay", o.minute_left as "minuteLeft",
      o.minute_ends_at as "minuteEndsAt", o.day_used as "dayUsed", o.day_left as "dayLeft", o.day_ends_at as "dayEndsAt",
      o.parked_until as "parkedUntil", o.offline_until as "offlineUntil", coalesce(a.minute_left, 1) as "appMinuteLeft",
      coalesce(a.minute_ends_at, 'epoch'::timestamptz) as "appMinuteEndsAt"
    from xero_limits.organisations o left join xero_limits.app a on true
    where o.tenant_id = ${tenantId}`.execute(db)
  return rows[0]
}
