import { answered, api, type ItemOf } from '#client/api.ts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

type LastTrip = NonNullable<ItemOf<'/api/v1/mileage-places'>['lastTrip']>
type PlacesSearch = { memberId: string; end: 'from' | 'to'; search: string; otherEnd: string }

/** The places a person was before that have this in their name. */
export function placesQuery(query: PlacesSearch) {
  return queryOptions({
    queryKey: ['mileages', 'places', query],
    queryFn: () => answered(api.GET('/api/v1/mileage-places', { params: { query } })),
  })
}

/** The vehicle of somebody's latest trip. */
export function useLastVehicle(memberId: string): string | null {
  const { data } = useQuery({
    queryKey: ['mileages', 'latest', memberId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/mileages', { params: { query: { memberId: [memberId], limit: 1 } } }),
      ),
  })
  return data?.items[0]?.vehicle ?? null
}

type Fields = { distanceKm: string; purpose: string }

/** Fills the distance and the purpose of the last trip between two places, where nothing else was typed. */
export function useLastTrip(
  memberId: string,
  { read, fill }: { read: () => Fields; fill: (fields: Fields) => void },
) {
  const queryClient = useQueryClient()
  const [lastTrip, setLastTrip] = useState<LastTrip | null>(null)
  const asked = useRef('')

  async function recall(fromPlace: string, toPlace: string): Promise<void> {
    const [otherEnd, search] = [fromPlace.trim(), toPlace.trim()]
    const pair = JSON.stringify([otherEnd, search])
    if (!otherEnd || !search || asked.current === pair) return
    asked.current = pair
    const { items } = await queryClient.fetchQuery(
      placesQuery({ memberId, end: 'to', search, otherEnd }),
    )
    const known = items.find(({ place }) => place.toLowerCase() === search.toLowerCase())
    if (asked.current !== pair || !known?.lastTrip) return
    const { distanceKm, purpose } = read()
    const isOwn = (text: string, recalled: string | undefined) => text !== '' && text !== recalled
    fill({
      distanceKm: isOwn(distanceKm, lastTrip?.distanceKm) ? distanceKm : known.lastTrip.distanceKm,
      purpose: isOwn(purpose, lastTrip?.purpose) ? purpose : known.lastTrip.purpose,
    })
    setLastTrip(known.lastTrip)
  }

  // Without an answer the form is filled by hand, as that of a first trip.
  const recallQuietly = (fromPlace: string, toPlace: string) =>
    void recall(fromPlace, toPlace).catch(() => {
      asked.current = ''
    })
  return { lastTrip, recall: recallQuietly }
}
