import { isWorkDay } from '#domain/work-day.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.tsx'

type TimesheetSearch = {
  /** The day looked at; today when absent. */
  on?: string
  /** Whose timesheet; the own one when absent. */
  member?: string
  /** Opens the timer, for the shortcut of the installed app. */
  start?: 'timer'
}

function validateSearch(search: Record<string, unknown>): TimesheetSearch {
  const { on, member } = search
  return {
    ...(typeof on === 'string' && isWorkDay(on) ? { on } : {}),
    ...(typeof member === 'string' ? { member } : {}),
    ...(search['start'] === 'timer' ? { start: 'timer' } : {}),
  }
}

export const timesheetRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/timesheets',
    validateSearch,
    component: lazyRouteComponent(() => import('./HoursPage.tsx'), 'HoursPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/timesheets/week',
    validateSearch,
    component: lazyRouteComponent(() => import('./week/WeekPage.tsx'), 'WeekPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/timesheets/month',
    validateSearch,
    component: lazyRouteComponent(() => import('./month/MonthPage.tsx'), 'MonthPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/timesheets/expenses',
    validateSearch,
    component: lazyRouteComponent(() => import('./ExpensesPage.tsx'), 'ExpensesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/timesheets/mileages',
    validateSearch,
    component: lazyRouteComponent(() => import('./MileagesPage.tsx'), 'MileagesPage'),
  }),
] as const
