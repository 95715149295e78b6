import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, textOf } from '../search-params.ts'
import { shellRoute } from '../shell/shell-route.tsx'
import type { ClientFilter } from './client-queries.ts'

export const administrationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/clients',
    validateSearch: (
      search: Record<string, unknown>,
    ): ClientFilter & { new?: true | undefined } => ({
      q: textOf(search['q']),
      archived: archivedOf(search['archived']),
      source: oneOf(search['source'], ['hourbook', 'xero', 'file']),
      administration: textOf(search['administration']),
      new: search['new'] === true ? true : undefined,
    }),
    component: lazyRouteComponent(() => import('./ClientsPage.tsx'), 'ClientsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/clients/$clientId',
    component: lazyRouteComponent(() => import('./ClientPage.tsx'), 'ClientPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/tasks',
    validateSearch: catalogueSearchFrom,
    component: lazyRouteComponent(() => import('./TasksPage.tsx'), 'TasksPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/products',
    validateSearch: catalogueSearchFrom,
    component: lazyRouteComponent(() => import('./ProductsPage.tsx'), 'ProductsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/vat-rates',
    validateSearch: (
      search: Record<string, unknown>,
    ): CatalogueSearch & { edit?: string | undefined } => ({
      ...catalogueSearchFrom(search),
      edit: textOf(search['edit']),
    }),
    component: lazyRouteComponent(() => import('./VatRatesPage.tsx'), 'VatRatesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/people',
    validateSearch: catalogueSearchFrom,
    component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
  }),
] as const

export type CatalogueSearch = { q?: string | undefined; archived?: 'true' | 'all' | undefined }

function catalogueSearchFrom(search: Record<string, unknown>): CatalogueSearch {
  return { q: textOf(search['q']), archived: archivedOf(search['archived']) }
}

// The router reads '?archived=true' as a boolean.
function archivedOf(value: unknown): 'true' | 'all' | undefined {
  return oneOf(value === true ? 'true' : value, ['true', 'all'])
}
