import { Refusal } from '#client/api.ts'
import { QueryCache, QueryClient } from '@tanstack/react-query'

/** Where a person without a session is sent; set by main.tsx, so that this file needs no router. */
let onSignedOut = () => {}

export function whenSignedOut(action: () => void): void {
  onSignedOut = action
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof Refusal && error.code === 'not_signed_in') onSignedOut()
    },
  }),
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
