import type { ItemOf } from '#client/api.ts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

type AuditEntry = ItemOf<'/api/v1/audit-log'>

/** What it was called then, and the way to it where it has a page. */
export function AuditSubjectName({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const { subject, subjectId: id, action } = entry
  const name = entry.subjectName || t(`auditLog.subjects.${subject}`)
  const className = 'hb-cell-title'
  if (id === null || action === 'deleted') return <span className={className}>{name}</span>
  switch (subject) {
    case 'client':
      return (
        <Link
          className={className}
          to="/administration/clients/$clientId"
          params={{ clientId: id }}
        >
          {name}
        </Link>
      )
    case 'project':
    case 'subscription':
      return (
        <Link className={className} to="/projects/$projectId" params={{ projectId: id }}>
          {name}
        </Link>
      )
    case 'invoice':
      return (
        <Link className={className} to="/finance/invoices/$invoiceId" params={{ invoiceId: id }}>
          {name}
        </Link>
      )
    case 'xero_export':
      return (
        <Link className={className} to="/finance/xero-exports/$exportId" params={{ exportId: id }}>
          {name}
        </Link>
      )
    case 'contact_import':
      return (
        <Link className={className} to="/settings/import/$importId" params={{ importId: id }}>
          {name}
        </Link>
      )
    default:
      return <span className={className}>{name}</span>
  }
}
