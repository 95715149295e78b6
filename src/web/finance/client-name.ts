import { answered, api } from '#client/api.ts'
import { useQuery } from '@tanstack/react-query'

/** The name of a client that an address names only by its id. */
export function useClientName(clientId: string | undefined): string | undefined {
  const path = { clientId: clientId ?? '' }
  const client = useQuery({
    queryKey: ['clients', clientId],
    queryFn: () => answered(api.GET('/api/v1/clients/{clientId}', { params: { path } })),
    enabled: clientId !== undefined,
  })
  return client.data?.name
}
