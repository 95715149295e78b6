import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { queryOptions, useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { pageAfter, readAll } from '../read-all.ts'
import { useFormats } from '../ui/FormatProvider.tsx'

export type Budget = components['schemas']['Budget']
export type ProjectBudget = components['schemas']['ProjectBudget']

export const budgetQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['budgets', projectId],
    queryFn: async () => {
      const params = { path: { projectId } }
      const { budget } = await answered(api.GET('/api/v1/projects/{projectId}/budget', { params }))
      return budget
    },
  })

export type TaskBudget = components['schemas']['TaskBudget']

export const taskBudgetsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['budgets', projectId, 'tasks'],
    queryFn: () =>
      readAll((cursor) =>
        answered(
          api.GET('/api/v1/projects/{projectId}/task-budgets', {
            params: { path: { projectId }, query: pageAfter(cursor) },
          }),
        ),
      ),
  })

const idsAtOnce = 100

/** The budgets of the projects of a list, by project. */
export function useBudgets(projectIds: readonly string[]): ReadonlyMap<string, Budget> {
  const can = useCan()
  const starts = Array.from({ length: Math.ceil(projectIds.length / idsAtOnce) }, (_, page) => page)
  const pages = useQueries({
    queries: starts.map((page) => {
      const projectId = projectIds.slice(page * idsAtOnce, (page + 1) * idsAtOnce)
      return {
        queryKey: ['budgets', 'of', projectId],
        queryFn: () =>
          answered(
            api.GET('/api/v1/budgets', { params: { query: { projectId, limit: idsAtOnce } } }),
          ),
        enabled: can('rates:read'),
      }
    }),
  })
  const items = pages.flatMap((page) => page.data?.items ?? [])
  return new Map(items.map((budget) => [budget.projectId, budget]))
}

/** Work in the unit of a budget: time or money. */
export function useBudgetAmount(): (measure: Budget['measure'], amount: number) => string {
  const formats = useFormats()
  return (measure, amount) =>
    measure === 'hours' ? formats.duration(amount) : formats.money(amount)
}

type Tone = 'success' | 'warning' | 'danger'

/** How urgent a budget is: over, warned of, or neither. */
export function budgetTone({ worked, amount, reached }: Budget): Tone {
  if (worked >= amount) return 'danger'
  return reached === null ? 'success' : 'warning'
}

/** “12:30 of 40:00 this month”. */
export function useBudgetWords(): (budget: Budget) => string {
  const { t } = useTranslation()
  const amountOf = useBudgetAmount()
  return ({ measure, period, worked, amount }) =>
    t(period === 'month' ? 'budgets.ofMonth' : 'budgets.of', {
      worked: amountOf(measure, worked),
      amount: amountOf(measure, amount),
    })
}
