import type { Permission } from '#domain/permissions.ts'
import type { en } from '../messages/en.ts'
import {
  AdministrationIcon,
  ClockIcon,
  SuccessIcon,
  FinanceIcon,
  ProjectsIcon,
  ReportsIcon,
  SettingsIcon,
  type Icon,
} from '../ui/icons.tsx'

type MenuWord = `shell.${Exclude<keyof typeof en.shell, 'roles'>}`

type MenuPage = { label: MenuWord; to: string; needs?: Permission }

export type MenuEntry = {
  key: string
  label: MenuWord
  icon: Icon
  /** A page of its own, or a group of pages. */
  to?: string
  /** The part of the address that lights it up, where that is more than `to`. */
  under?: string
  pages?: readonly MenuPage[]
  needs?: Permission
}

export const mainMenu: readonly MenuEntry[] = [
  { key: 'timesheets', label: 'shell.timesheets', icon: ClockIcon, to: '/timesheets' },
  { key: 'approvals', label: 'shell.approvals', icon: SuccessIcon, to: '/approvals' },
  {
    key: 'reports',
    label: 'shell.reports',
    icon: ReportsIcon,
    to: '/reports/hours',
    under: '/reports',
  },
  {
    key: 'projects',
    label: 'shell.projects',
    icon: ProjectsIcon,
    to: '/projects',
    needs: 'projects:read',
  },
  {
    key: 'administration',
    label: 'shell.administration',
    icon: AdministrationIcon,
    pages: [
      { label: 'shell.clients', to: '/administration/clients', needs: 'clients:read' },
      { label: 'shell.tasks', to: '/administration/tasks', needs: 'projects:write' },
      { label: 'shell.products', to: '/administration/products', needs: 'projects:write' },
      { label: 'shell.vehicles', to: '/administration/vehicles', needs: 'projects:write' },
      { label: 'shell.tags', to: '/administration/tags', needs: 'projects:write' },
      { label: 'shell.vatRates', to: '/administration/vat-rates', needs: 'settings:write' },
      { label: 'shell.people', to: '/administration/people', needs: 'members:read' },
      { label: 'shell.teams', to: '/administration/teams', needs: 'members:write' },
    ],
  },
  {
    key: 'finance',
    label: 'shell.finance',
    icon: FinanceIcon,
    pages: [
      { label: 'shell.uninvoiced', to: '/finance/uninvoiced', needs: 'invoices:read' },
      { label: 'shell.estimates', to: '/finance/estimates', needs: 'invoices:read' },
      { label: 'shell.invoices', to: '/finance/invoices', needs: 'invoices:read' },
      { label: 'shell.recurring', to: '/finance/recurring', needs: 'invoices:read' },
      { label: 'shell.ageing', to: '/finance/ageing', needs: 'invoices:read' },
      { label: 'shell.xeroExports', to: '/finance/xero-exports', needs: 'xero:read' },
    ],
  },
]

export const settingsMenu: MenuEntry = {
  key: 'settings',
  label: 'shell.settings',
  icon: SettingsIcon,
  pages: [
    { label: 'shell.regional', to: '/settings/regional', needs: 'settings:write' },
    { label: 'shell.letterhead', to: '/settings/letterhead', needs: 'settings:write' },
    { label: 'shell.lineTexts', to: '/settings/line-texts', needs: 'settings:write' },
    { label: 'shell.approval', to: '/settings/approval', needs: 'periods:close' },
    { label: 'shell.email', to: '/settings/email', needs: 'settings:write' },
    { label: 'shell.reminders', to: '/settings/reminders', needs: 'settings:write' },
    { label: 'shell.appCenter', to: '/settings/app-center', needs: 'xero:read' },
    { label: 'shell.xero', to: '/settings/xero', needs: 'xero:read' },
    { label: 'shell.import', to: '/settings/import', needs: 'xero:import' },
    { label: 'shell.syncLog', to: '/settings/sync-log', needs: 'xero:read' },
    { label: 'shell.auditLog', to: '/settings/audit-log', needs: 'audit:read' },
    { label: 'shell.signingIn', to: '/settings/sign-in', needs: 'tokens:own' },
    { label: 'shell.apiTokens', to: '/settings/api-tokens', needs: 'tokens:own' },
  ],
}

/** The entry with only the pages that `can` allows, or undefined when nothing is left. */
export function allowedEntry(
  entry: MenuEntry,
  can: (permission: Permission) => boolean,
): MenuEntry | undefined {
  if (entry.needs && !can(entry.needs)) return undefined
  if (!entry.pages) return entry
  const pages = entry.pages.filter((page) => !page.needs || can(page.needs))
  return pages.length > 0 ? { ...entry, pages } : undefined
}

/** What the page at an address of the app needs; undefined when everybody may see it. */
export function permissionFor(pathname: string): Permission | undefined {
  const pages = [...mainMenu, settingsMenu].flatMap(
    (entry): readonly Partial<MenuPage>[] => entry.pages ?? [entry],
  )
  return pages.find(({ to }) => to !== undefined && isUnder(pathname, to))?.needs
}

/** Whether an address is another one, or below it. */
export function isUnder(pathname: string, address: string): boolean {
  return pathname === address || pathname.startsWith(`${address}/`)
}
