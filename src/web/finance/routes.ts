import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shell-route.tsx'
import { invoicesSearchFrom } from './invoices/invoices-search.ts'
import { uninvoicedSearchFrom } from './uninvoiced/uninvoiced-search.ts'

export const financeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/uninvoiced',
    validateSearch: uninvoicedSearchFrom,
    component: lazyRouteComponent(
      () => import('./uninvoiced/UninvoicedPage.tsx'),
      'UninvoicedPage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices',
    validateSearch: invoicesSearchFrom,
    component: lazyRouteComponent(() => import('./invoices/InvoicesPage.tsx'), 'InvoicesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices/new',
    component: lazyRouteComponent(() => import('./invoices/NewInvoicePage.tsx'), 'NewInvoicePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/invoices/$invoiceId',
    component: lazyRouteComponent(() => import('./invoices/InvoicePage.tsx'), 'InvoicePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/xero-exports',
    component: lazyRouteComponent(() => import('./exports/XeroExportsPage.tsx'), 'XeroExportsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/finance/xero-exports/$exportId',
    component: lazyRouteComponent(() => import('./exports/XeroExportPage.tsx'), 'XeroExportPage'),
  }),
] as const
