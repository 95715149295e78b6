import type { RegistrationKind } from '#db/registrations.ts'
import type { ReportGrouping } from '#db/reports.ts'

export const reportTabs = ['hours', 'expenses', 'mileages'] as const
export type ReportTab = (typeof reportTabs)[number]

export const kindOfTab: Record<ReportTab, RegistrationKind> = {
  hours: 'time_entry',
  expenses: 'expense',
  mileages: 'mileage',
}

export const reportGroupings = [
  'client',
  'project',
  'member',
  'task',
  'day',
  'month',
] as const satisfies readonly ReportGrouping[]
