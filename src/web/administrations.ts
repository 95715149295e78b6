import { useMe } from './me.ts'

type Administration = ReturnType<typeof useMe>['xero']['administrations'][number]

/** The Xero administrations where there are several, the default one first; none where there is nothing to tell apart. */
export function useSeveralAdministrations(): readonly Administration[] {
  const { administrations } = useMe().xero
  return administrations.length > 1 ? administrations : []
}
