import { answered, api } from '#client/api.ts'
import { setLeaving } from '../offline/account.ts'
import { queryOptions } from '@tanstack/react-query'

export const publicQuery = queryOptions({
  queryKey: ['public'],
  queryFn: () => answered(api.GET('/api/v1/public')),
  staleTime: Infinity,
})

type SignInOutcome = 'done' | 'wrong' | 'too_many' | 'unreachable' | { status: number }

/** Opens a session (cookie). The only calls outside /api/v1. */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  try {
    const response = await post('/api/auth/sign-in/email', { email, password })
    if (response.ok) {
      setLeaving(false)
      return 'done'
    }
    if (response.status === 429) return 'too_many'
    return [400, 401, 403, 422].includes(response.status) ? 'wrong' : { status: response.status }
  } catch {
    return 'unreachable'
  }
}

export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {})
}

function post(address: string, body: object): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}
