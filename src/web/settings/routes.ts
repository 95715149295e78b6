import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { emailSearchFrom } from '../emails/email-queries.ts'
import { oneOf, textOf } from '../search-params.ts'
import { shellRoute } from '../shell/shell-route.tsx'
import { type XeroProblem, xeroProblemIn } from '../sign-in/xero-problem.ts'
import { auditLogSearchFrom } from './audit-log/audit-log-search.ts'
import { fileFindings, fileResults, type FileRowFilter } from './import/file-queries.ts'
import { findings, rowResults, type RowFilter } from './import/import-queries.ts'
import { syncLogSearchFrom } from './sync-log/sync-log-search.ts'

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/regional',
    component: lazyRouteComponent(() => import('./RegionalPage.tsx'), 'RegionalPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/letterhead',
    component: lazyRouteComponent(
      () => import('./letterhead/LetterheadPage.tsx'),
      'LetterheadPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/line-texts',
    component: lazyRouteComponent(() => import('./LineTextsPage.tsx'), 'LineTextsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/approval',
    component: lazyRouteComponent(() => import('./ApprovalPage.tsx'), 'ApprovalPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/email',
    validateSearch: emailSearchFrom,
    component: lazyRouteComponent(() => import('./EmailPage.tsx'), 'EmailPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/reminders',
    component: lazyRouteComponent(() => import('./RemindersPage.tsx'), 'RemindersPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/api-tokens',
    component: lazyRouteComponent(() => import('./ApiTokensPage.tsx'), 'ApiTokensPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/sign-in',
    validateSearch: (search: Record<string, unknown>): XeroProblem & { linked?: '1' } => ({
      ...(textOf(search['linked']) === '1' && { linked: '1' as const }),
      ...xeroProblemIn(search),
    }),
    component: lazyRouteComponent(() => import('./SignInSettingsPage.tsx'), 'SignInSettingsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/app-center',
    component: lazyRouteComponent(() => import('./app-center/AppCenterPage.tsx'), 'AppCenterPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/xero',
    validateSearch: xeroSearchFrom,
    component: lazyRouteComponent(() => import('./xero/XeroPage.tsx'), 'XeroPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/xero/check',
    validateSearch: (search: Record<string, unknown>): OfAdministrationSearch => ({
      administration: textOf(search['administration']),
    }),
    component: lazyRouteComponent(() => import('./check/CheckPage.tsx'), 'CheckPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/xero/mappings',
    validateSearch: (search: Record<string, unknown>): MappingsSearch => ({
      edit: textOf(search['edit']),
      administration: textOf(search['administration']),
    }),
    component: lazyRouteComponent(() => import('./mappings/MappingsPage.tsx'), 'MappingsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/import',
    component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/import/$importId',
    validateSearch: (search: Record<string, unknown>): RowFilter => ({
      finding: oneOf(search['finding'], findings),
      result: oneOf(search['result'], rowResults),
      q: textOf(search['q']),
    }),
    component: lazyRouteComponent(
      () => import('./import/ContactImportPage.tsx'),
      'ContactImportPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/import/files/$fileImportId',
    validateSearch: (
      search: Record<string, unknown>,
    ): FileRowFilter & { step?: 'columns' | undefined } => ({
      step: oneOf(search['step'], ['columns']),
      finding: oneOf(search['finding'], fileFindings),
      result: oneOf(search['result'], fileResults),
      q: textOf(search['q']),
    }),
    component: lazyRouteComponent(() => import('./import/FileImportPage.tsx'), 'FileImportPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/sync-log',
    validateSearch: syncLogSearchFrom,
    component: lazyRouteComponent(() => import('./sync-log/SyncLogPage.tsx'), 'SyncLogPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/audit-log',
    validateSearch: auditLogSearchFrom,
    component: lazyRouteComponent(() => import('./audit-log/AuditLogPage.tsx'), 'AuditLogPage'),
  }),
] as const

/** By its connection; the default one without it. */
type OfAdministrationSearch = { administration?: string | undefined }
type MappingsSearch = OfAdministrationSearch & { edit?: string | undefined }

type XeroSearch = {
  /** Whose settings are shown, by its connection; those of the default one without it. */
  administration?: string | undefined
  /** Back from Xero: what was allowed there is offered. */
  connected?: '1' | undefined
  /** What went wrong on the way to Xero and back; the callback puts it there. */
  problem?: string | undefined
  detail?: string | undefined
}

function xeroSearchFrom(search: Record<string, unknown>): XeroSearch {
  return {
    administration: textOf(search['administration']),
    connected: textOf(search['connected']) === '1' ? '1' : undefined,
    problem: textOf(search['problem']),
    detail: textOf(search['detail'])?.slice(0, detailLimit),
  }
}

const detailLimit = 300
