import { useTranslation } from 'react-i18next'
import type { ItemOf } from '#client/api.ts'
import { useFormats } from '../../ui/FormatProvider.tsx'
import { fieldWords, shownValue } from './field-words.ts'

type Change = ItemOf<'/api/v1/audit-log'>['changes'][number]

const shownAtOnce = 3

/** What changed, field by field; the rest of a long list stays folded. */
export function AuditChanges({ changes, isNew }: { changes: readonly Change[]; isNew: boolean }) {
  const { t } = useTranslation()
  const rest = changes.slice(shownAtOnce)
  return (
    <div className="hb-audit-changes">
      <ChangeList changes={changes.slice(0, shownAtOnce)} isNew={isNew} />
      {rest.length > 0 ? (
        <details>
          <summary>{t('auditLog.more', { count: rest.length })}</summary>
          <ChangeList changes={rest} isNew={isNew} />
        </details>
      ) : null}
    </div>
  )
}

function ChangeList({ changes, isNew }: { changes: readonly Change[]; isNew: boolean }) {
  const { t } = useTranslation()
  const wordsOf = useWords()
  return (
    <ul className="hb-audit-list">
      {changes.map(({ field, before, after }) => {
        const words = isNew
          ? wordsOf(field, after)
          : t('auditLog.change', { before: wordsOf(field, before), after: wordsOf(field, after) })
        return (
          <li key={field}>
            <span className="hb-dim">{fieldWords(field)}:</span> {words}
          </li>
        )
      })}
    </ul>
  )
}

function useWords(): (field: string, value: unknown) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  return (field, value) => {
    const shown = shownValue(field, value)
    if (shown === null) return t('auditLog.nothing')
    if ('minor' in shown) return formats.money(shown.minor)
    if ('moment' in shown) return formats.moment(shown.moment)
    return 'flag' in shown ? t(shown.flag ? 'ui.yes' : 'ui.no') : shown.text
  }
}
