import { answered, api, type AnswerOf, type ItemOf } from '#client/api.ts'
import { emailStates, type EmailState } from '#domain/email-state.ts'
import { queryOptions } from '@tanstack/react-query'
import { oneOf, textOf } from '../search-params.ts'

export type Email = ItemOf<'/api/v1/emails'>
export type EmailWithLog = AnswerOf<'/api/v1/emails/{emailId}'>

export type EmailSettings = AnswerOf<'/api/v1/email-settings'>

export const emailKeys = [['emails']]

export const emailSettingsQuery = queryOptions({
  queryKey: ['email-settings'],
  queryFn: () => answered(api.GET('/api/v1/email-settings')),
})

const pollMs = 1000

/** An e-mail with its log; read again and again while it is under way. */
export const emailQuery = (emailId: string) =>
  queryOptions({
    queryKey: ['emails', emailId],
    queryFn: () => answered(api.GET('/api/v1/emails/{emailId}', { params: { path: { emailId } } })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? pollMs : false),
  })

/** Whether it still changes by itself, and soon: one that waits for its next attempt does not. */
export function isUnderWay({ state, isWaiting }: Pick<Email, 'state' | 'isWaiting'>): boolean {
  return state === 'sending' || (state === 'planned' && !isWaiting)
}

export type EmailSearch = {
  state?: EmailState | undefined
  /** The one that is open beside the list. */
  email?: string | undefined
}

export function emailSearchFrom(search: Record<string, unknown>): EmailSearch {
  return { state: oneOf(search['state'], emailStates), email: textOf(search['email']) }
}
