import type { RegistrationKind } from '#db/registrations.ts'
import type { ReportTab } from '#domain/report-columns.ts'

export const reportTabs = ['hours', 'expenses', 'mileages'] as const satisfies readonly ReportTab[]

export const reportTitles: Record<ReportTab, string> = {
  hours: 'Hours',
  expenses: 'Expenses',
  mileages: 'Mileages',
}

export const kindOfTab: Record<ReportTab, RegistrationKind> = {
  hours: 'time_entry',
  expenses: 'expense',
  mileages: 'mileage',
}
