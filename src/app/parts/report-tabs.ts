import type { Label } from '#domain/words/file-words.ts'
import type { RegistrationKind } from '#db/registrations.ts'
import type { ReportTab } from '#domain/report-columns.ts'

export const reportTabs = ['hours', 'expenses', 'mileages'] as const satisfies readonly ReportTab[]

export const reportTitles: Record<ReportTab, Label> = {
  hours: 'Hours',
  expenses: 'Expenses',
  mileages: 'Mileages',
}

export const kindOfTab: Record<ReportTab, RegistrationKind> = {
  hours: 'time_entry',
  expenses: 'expense',
  mileages: 'mileage',
}
