import { Refusal } from '#client/api.ts'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Callout } from './Callout.tsx'

const ReportRefusal = lazy(async () => {
  const { ReportRefusal: component } = await import('../settings/sync-log/ReportProblem.tsx')
  return { default: component }
})

type RefusalNoteProps = {
  /** What a write or a read threw; nothing is shown for null. */
  refusal: Error | null | undefined
  /** Fields that show their own words; a refusal about only those is not repeated here. */
  fields?: readonly string[]
  action?: ReactNode
  /** Instead of the particulars in words, such as links to what is in the way. */
  detail?: ReactNode
}

/** A refusal in words: what is the matter, and what to do. */
export function RefusalNote({ refusal, fields = [], action, detail }: RefusalNoteProps) {
  const { t } = useTranslation()
  if (!refusal) return null
  if (!(refusal instanceof Refusal)) {
    return (
      <Callout tone="danger" title={t('ui.problem')} action={action} isLive>
        {refusal.message}
      </Callout>
    )
  }
  const { problem } = refusal
  if (problem.status === 0) {
    return (
      <Callout tone="danger" title={t('ui.unreachableTitle')} action={action} isLive>
        {t('ui.unreachable')}
      </Callout>
    )
  }
  const elsewhere = Object.entries(refusal.fieldErrors).filter(
    ([field]) => !fields.includes(field) && !fields.includes(field.split('.')[0] ?? field),
  )
  if (elsewhere.length === 0 && Object.keys(refusal.fieldErrors).length > 0) return null
  // Words of Xero's that Hourbook does not know can be told to its makers.
  const report =
    problem.code === 'xero_refused' ? (
      <Suspense>
        <ReportRefusal />
      </Suspense>
    ) : null
  return (
    <Callout tone="danger" title={problem.title} action={action ?? report} isLive>
      {detail ?? (problem.detail !== problem.title ? <div>{problem.detail}</div> : null)}
      {problem.fix ? <div>{problem.fix}</div> : null}
      {elsewhere
        .filter(([, message]) => message !== problem.title)
        .map(([field, message]) => (
          <div key={field}>
            {field}: {message}
          </div>
        ))}
      {problem.status >= 500 && problem.requestId ? (
        <div className="hb-small">{t('ui.requestId', { id: problem.requestId })}</div>
      ) : null}
    </Callout>
  )
}
