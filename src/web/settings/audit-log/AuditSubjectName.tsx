import type { ItemOf } from '#client/api.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

type AuditEntry = ItemOf<'/api/v1/audit-log'>

const pages: { [Subject in AuditEntry['subject']]?: (id: string) => string } = {
  client: (id) => `/administration/clients/${id}`,
  project: (id) => `/projects/${id}`,
  budget: (id) => `/projects/${id}`,
  subscription: (id) => `/projects/${id}`,
  invoice: (id) => `/finance/invoices/${id}`,
  xero_export: (id) => `/finance/xero-exports/${id}`,
  contact_import: (id) => `/settings/import/${id}`,
}

/** What it was called then, and the way to it where it has a page. */
export function AuditSubjectName({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const { subject, subjectId: id, action } = entry
  const name = entry.subjectName || t(`auditLog.subjects.${subject}`)
  const address = id === null || action === 'deleted' ? undefined : pages[subject]?.(id)
  if (address === undefined) return <span className="hb-cell-title">{name}</span>
  return (
    <Link className="hb-cell-title" to={address}>
      {name}
    </Link>
  )
}
