import type { List } from '#domain/lists.ts'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ListSearch, listSearchFrom } from '../lists/list-search.ts'
import { oneOf, textOf } from '../search-params.ts'
import { shellRoute } from '../shell/shell-route.tsx'
import type { ClientFilter } from './client-queries.ts'

/** A link may lead to the form of one row. */
function catalogueSearchFrom(
  list: List,
  search: Record<string, unknown>,
): ListSearch & { edit?: string | undefined } {
  return { ...listSearchFrom(list, search), edit: textOf(search['edit']) }
}

export const administrationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/clients',
    validateSearch: (
      search: Record<string, unknown>,
    ): ClientFilter & { new?: true | undefined } => ({
      ...listSearchFrom('clients', search),
      tagId: textOf(search['tagId']),
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
    validateSearch: (search: Record<string, unknown>) => catalogueSearchFrom('tasks', search),
    component: lazyRouteComponent(() => import('./TasksPage.tsx'), 'TasksPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/products',
    validateSearch: (search: Record<string, unknown>) => catalogueSearchFrom('products', search),
    component: lazyRouteComponent(() => import('./ProductsPage.tsx'), 'ProductsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/vat-rates',
    validateSearch: (search: Record<string, unknown>) => catalogueSearchFrom('vat_rates', search),
    component: lazyRouteComponent(() => import('./VatRatesPage.tsx'), 'VatRatesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/people',
    validateSearch: (search: Record<string, unknown>) => listSearchFrom('members', search),
    component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/vehicles',
    validateSearch: (search: Record<string, unknown>) => catalogueSearchFrom('vehicles', search),
    component: lazyRouteComponent(() => import('./VehiclesPage.tsx'), 'VehiclesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/tags',
    validateSearch: (search: Record<string, unknown>) => catalogueSearchFrom('tags', search),
    component: lazyRouteComponent(() => import('./TagsPage.tsx'), 'TagsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/administration/teams',
    validateSearch: (search: Record<string, unknown>) => catalogueSearchFrom('teams', search),
    component: lazyRouteComponent(() => import('./TeamsPage.tsx'), 'TeamsPage'),
  }),
] as const
