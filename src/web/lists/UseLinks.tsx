import type { components } from '#client/openapi.ts'
import type { List } from '#domain/lists.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import './lists.css'

type Use = NonNullable<components['schemas']['Problem']['uses']>[number]
type Used = { list: List; id: string; name: string }
type Address = { to: string; search?: Record<string, string> }

/** What refers to a row, so that it cannot be deleted: how much of what, each with the way to it. */
export function UseLinks({ uses, ...used }: Used & { uses: readonly Use[] }) {
  const { t } = useTranslation()
  return (
    <ul className="hb-use-links" aria-label={t('lists.usedBy')}>
      {uses.map(({ kind, count }) => {
        const words = t(`lists.uses.${kind}`, { count })
        const address = addressOf(used, kind)
        return <li key={kind}>{address ? <Link {...address}>{words}</Link> : words}</li>
      })}
    </ul>
  )
}

/** Where they can be seen; nowhere for those that no page shows by themselves. */
function addressOf({ list, id, name }: Used, kind: Use['kind']): Address | undefined {
  const inReport = (tab: string, filter: Record<string, string>): Address => {
    return { to: `/reports/${tab}`, search: { period: 'all', ...filter } }
  }
  const inList = (to: string, filter: Record<string, string>): Address => {
    return { to, search: { archived: 'all', ...filter } }
  }
  switch (list) {
    case 'clients':
      if (kind === 'projects') return inList('/projects', { clientId: id })
      if (kind === 'estimates') return { to: '/finance/estimates', search: { clientId: id } }
      if (kind === 'invoices') return { to: '/finance/invoices', search: { clientId: id } }
      return { to: `/administration/clients/${id}` }
    case 'projects':
      if (kind === 'hours') return inReport('hours', { projectId: id })
      if (kind === 'expenses') return inReport('expenses', { projectId: id })
      if (kind === 'trips') return inReport('mileages', { projectId: id })
      return { to: `/projects/${id}` }
    case 'tasks':
      return kind === 'hours' ? inReport('hours', { taskId: id }) : undefined
    case 'products':
      return inReport('expenses', { q: name })
    case 'vehicles':
      return inReport('mileages', { q: name })
    case 'tags':
      return inList(kind === 'projects' ? '/projects' : '/administration/clients', { tagId: id })
    case 'teams':
      return inList('/administration/teams', { edit: id })
    case 'vat_rates':
    case 'members':
      return undefined
  }
}
