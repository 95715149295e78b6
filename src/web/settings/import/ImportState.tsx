import { useTranslation } from 'react-i18next'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import { isAtWork, type ContactImport } from './import-queries.ts'

const tones: Record<ContactImport['state'], StatusTone> = {
  reading: 'info',
  ready: 'warning',
  applying: 'info',
  done: 'success',
  failed: 'danger',
}

/** The state of an import as a badge; the reason of a failure on hover. */
export function ImportState({ found }: { found: Pick<ContactImport, 'state' | 'problem'> }) {
  const { t } = useTranslation()
  return (
    <span title={found.problem ?? undefined}>
      <StatusBadge tone={tones[found.state]} isLive={isAtWork(found)}>
        {t(`imports.states.${found.state}`)}
      </StatusBadge>
    </span>
  )
}
