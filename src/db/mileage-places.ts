import { sql } from 'kysely'
import type { Database } from './database.ts'

export type MileagePlace = {
  place: string
  /** How many of the person's latest trips began or ended there. */
  trips: number
  lastOn: string
  /** The last trip between this place and the other end that was asked for. */
  lastTrip: { travelledOn: string; distanceKm: string; purpose: string } | null
}

export type PlacesRequest = {
  search: string
  /** Which end of a trip is looked for. */
  end: 'from' | 'to'
  /** What the other end is, when it is known. */
  otherEnd: string | null
}

/** Places where a person was, the best first: those driven to from the other end, then the most and the last used. */
export async function listPlaces(
  db: Database,
  request: PlacesRequest & { workspaceId: string; memberId: string; limit: number },
): Promise<MileagePlace[]> {
  const { workspaceId, memberId, search, end, otherEnd, limit } = request
  const { rows } = await sql<MileagePlace>`
    with latest as (
      select id, travelled_on, from_place, to_place, distance_km, purpose from mileages
      where workspace_id = ${workspaceId} and member_id = ${memberId}
      order by travelled_on desc, id desc limit ${latestTrips}
    ), ends as (
      select from_place as place, to_place as other, ${end === 'from'} as is_same_way, l.* from latest l
      union all
      select to_place, from_place, ${end === 'to'}, l.* from latest l
    ), places as (
      select (array_agg(place order by travelled_on desc, id desc))[1] as place,
        count(distinct id)::int as trips, max(travelled_on) as last_on,
        (array_agg(json_build_object('travelledOn', travelled_on, 'distanceKm', distance_km::text, 'purpose', purpose)
          order by is_same_way desc, travelled_on desc, id desc)
          filter (where lower(other) = lower(${otherEnd}::text)))[1] as last_trip
      from ends where strpos(lower(place), lower(${search}::text)) > 0 group by lower(place)
    )
    select place, trips, last_on as "lastOn", last_trip as "lastTrip" from places
    order by last_trip is null, trips desc, last_on desc, place limit ${limit}`.execute(db)
  return rows
}

// Older places are typed again: people move.
const latestTrips = 1000
