import { useTranslation } from 'react-i18next'
import { StatusBadge, type StatusTone } from '../../ui/StatusBadge.tsx'
import { type FileImport, isUnderWay } from './file-queries.ts'

const tones: Record<FileImport['state'], StatusTone> = {
  matching: 'warning',
  checking: 'info',
  ready: 'warning',
  applying: 'info',
  done: 'success',
}

export function FileImportState({ state }: Pick<FileImport, 'state'>) {
  const { t } = useTranslation()
  return (
    <StatusBadge tone={tones[state]} isLive={isUnderWay(state)}>
      {t(`fileImports.states.${state}`)}
    </StatusBadge>
  )
}
