import { answered, api } from '#client/api.ts'
import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { Callout } from '../ui/Callout.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { previewOfItems, rateKeys, type RatedKind } from './rate-queries.ts'
import { ReRatingSums } from './ReRatingSums.tsx'
import './rates.css'

type ReRateDialogProps = {
  kind: RatedKind
  ids: string[]
  onClose: () => void
  onDone: () => void
}

/** Gives selected rows of a report the rates that count now, after showing what that changes. */
export function ReRateDialog({ kind, ids, onClose, onDone }: ReRateDialogProps) {
  const { t } = useTranslation()
  const question = previewOfItems({ kind, ids })
  const { first: preview, list } = useListQuery({ queryKey: question.key, read: question.read })
  const save = useWrite({
    send: (hash: string, headers) =>
      answered(api.POST('/api/v1/re-ratings', { headers, body: { kind, ids, hash } })),
    touches: rateKeys,
    onDone: ({ reRated }) => {
      toast(t('rates.reRated', { count: reRated }))
      onDone()
      onClose()
    },
  })
  const isOutdated = save.error?.code === 'rate_preview_is_outdated'
  return (
    <FormModal
      isOpen
      onClose={onClose}
      size={560}
      title={t('rates.reRateTitle')}
      submitLabel={t('rates.reRateNow')}
      isBusy={save.isPending}
      disabledReason={preview?.count === 0 ? t('rates.reRateNothing') : null}
      refusal={isOutdated ? null : (save.error ?? list.error)}
      fields={[]}
      onSubmit={(event) => {
        event.preventDefault()
        if (preview) save.mutate(preview.hash)
      }}
    >
      <p className="hb-dim hb-rate-text">{t('rates.reRateHelp')}</p>
      {list.isLoading ? <Skeleton height={64} /> : null}
      {preview?.count === 0 ? <p className="hb-rate-text">{t('rates.reRateNothing')}</p> : null}
      {preview && preview.count > 0 ? <ReRatingSums preview={preview} /> : null}
      {isOutdated ? <Callout tone="warning" title={t('rates.outdated')} isLive /> : null}
    </FormModal>
  )
}
