import { Refusal } from '#client/api.ts'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

/** Where a person without a session is sent; set by main.tsx, so that this file needs no router. */
let onSignedOut = () => {}

export function whenSignedOut(action: () => void): void {
  onSignedOut = action
}

const closedDoors = new Set(['xero_needs_reconnection', 'xero_scope_is_missing'])

/** Xero let us in no more: every page that talks to it says so. */
function lookAtConnection(error: unknown): void {
  if (!(error instanceof Refusal) || !closedDoors.has(error.code)) return
  void queryClient.invalidateQueries({ queryKey: ['me'] })
  void queryClient.invalidateQueries({ queryKey: ['xero', 'connection'] })
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof Refusal && error.code === 'not_signed_in') onSignedOut()
      lookAtConnection(error)
    },
  }),
  mutationCache: new MutationCache({ onError: lookAtConnection }),
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // Offline is a failure that is shown, not a wait without end.
      networkMode: 'always',
      staleTime: 15_000,
      retry: (failures, error) => !(error instanceof Refusal && error.isAnswer) && failures < 2,
    },
  },
})
