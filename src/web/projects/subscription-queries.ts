import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions } from '@tanstack/react-query'

export type SubscriptionPlan = components['schemas']['SubscriptionPlan']
export type Pause = SubscriptionPlan['pauses'][number]
export type Period = SubscriptionPlan['periods'][number]

export const subscriptionQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['subscriptions', projectId],
    queryFn: () =>
      answered(
        api.GET('/api/v1/projects/{projectId}/subscription', { params: { path: { projectId } } }),
      ),
  })

/** What is read again after the plan of a subscription changed. */
export const planKeys = [['subscriptions'], ['uninvoiced']] as const
