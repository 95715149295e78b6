import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InfoIcon } from '../ui/icons.tsx'
import { takeNewVersion, useIsNewVersionReady } from './versions.ts'

/** Says that a newer Hourbook was fetched, and changes to it when asked. */
export function UpdateNotice() {
  const { t } = useTranslation()
  const isReady = useIsNewVersionReady()
  if (!isReady) return null
  return (
    <output className="hb-strip">
      <InfoIcon size={15} />
      <span className="hb-strip-text">{t('offline.newVersion')}</span>
      <Button size="xs" variant="default" onClick={takeNewVersion}>
        {t('offline.useNewVersion')}
      </Button>
    </output>
  )
}
