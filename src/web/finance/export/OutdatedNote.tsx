import type { Refusal } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Callout } from '../../ui/Callout.tsx'
import { RefreshIcon } from '../../ui/icons.tsx'

type OutdatedNoteProps = { refusal: Refusal; isBusy: boolean; onRefresh: () => void }

/** Something changed since the preview was made: nothing was sent, and a new preview is one click away. */
export function OutdatedNote({ refusal, isBusy, onRefresh }: OutdatedNoteProps) {
  const { t } = useTranslation()
  return (
    <Callout
      tone="warning"
      isLive
      title={t('xeroExports.outdatedTitle')}
      action={
        <Button
          variant="default"
          leftSection={<RefreshIcon />}
          loading={isBusy}
          onClick={onRefresh}
        >
          {t('xeroExports.refreshPreview')}
        </Button>
      }
    >
      {t(
        refusal.code === 'item_is_invoiced'
          ? 'xeroExports.outdatedInvoiced'
          : 'xeroExports.outdated',
      )}
    </Callout>
  )
}
