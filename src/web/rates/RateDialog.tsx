import { answered, api } from '#client/api.ts'
import type { components } from '#client/openapi.ts'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { useMe } from '../me.ts'
import { Callout } from '../ui/Callout.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { isDecimal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import {
  bodyOf,
  previewOfChange,
  rateKeys,
  type AskedChange,
  type RateOwner,
} from './rate-queries.ts'
import { RateList } from './RateList.tsx'
import { ReRatedList, ReRatingSums } from './ReRatingSums.tsx'
import './rates.css'

type Rates = components['schemas']['Rates']
type RateDialogProps = {
  owner: RateOwner
  rates: Rates
  onClose: () => void
  onChanged: (first: string | null) => void
}

const typingMs = 300

/** Another rate from a day on: what it would change of the work that is still to be billed, and for which of that it counts. */
export function RateDialog({ owner, rates, onClose, onChanged }: RateDialogProps) {
  const { t } = useTranslation()
  const { workspace, today } = useMe()
  const [validFrom, setValidFrom] = useState<string | null>(today)
  const [rate, setRate] = useState('')
  const [removedDay, setRemovedDay] = useState<string | null>(null)
  const [choice, setChoice] = useState<'all' | 'chosen' | 'none'>('all')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())

  const isRequired = ['workspace', 'workspace_mileage', 'project'].includes(owner.kind)
  const isGood = rate === '' ? !isRequired : isDecimal(rate)
  const change: AskedChange | null =
    removedDay !== null
      ? { subject: owner, validFrom: removedDay, rate: null, isRemoved: true }
      : isGood
        ? { subject: owner, validFrom, rate: rate || null, isRemoved: false }
        : null
  const [asked] = useDebouncedValue(change, typingMs)
  const isAsked = JSON.stringify(asked) === JSON.stringify(change)
  const question = previewOfChange(asked ?? change ?? unasked(owner))
  const {
    first: preview,
    rows,
    list,
  } = useListQuery({
    queryKey: question.key,
    read: question.read,
    isEnabled: asked !== null,
  })
  const isKnown = change !== null && isAsked && preview !== undefined && !list.isStale

  const save = useWrite({
    send: (sent: { change: AskedChange; hash: string }, headers) =>
      answered(
        api.POST('/api/v1/rates', {
          headers,
          body: {
            ...bodyOf(sent.change),
            hash: sent.hash,
            reRate: choice === 'none' ? 'none' : 'all',
            exceptIds: choice === 'chosen' ? [...left] : [],
          },
        }),
      ),
    touches: rateKeys,
    onDone: ({ reRated, rates: changed }) => {
      toast(t(reRated > 0 ? 'rates.changedWith' : 'rates.changed', { count: reRated }))
      onChanged(changed.first)
      onClose()
    },
  })
  const isOutdated = save.error?.code === 'rate_preview_is_outdated'

  return (
    <FormModal
      isOpen
      onClose={onClose}
      size={640}
      title={t('rates.title', { name: rates.name })}
      submitLabel={t(removedDay === null ? 'rates.save' : 'rates.takeAway')}
      isBusy={save.isPending}
      disabledReason={change === null ? t('rates.missing') : null}
      refusal={isOutdated ? null : (save.error ?? list.error)}
      fields={[]}
      onSubmit={(event) => {
        event.preventDefault()
        if (isKnown) save.mutate({ change, hash: preview.hash })
      }}
    >
      <RateList rates={rates} removedDay={removedDay} onRemove={setRemovedDay} />
      {removedDay === null ? (
        <div className="hb-fields-row">
          <DayInput
            isClearable
            label={t('rates.from')}
            placeholder={t('rates.fromBeginning')}
            value={validFrom}
            onChange={setValidFrom}
          />
          <DecimalInput
            isRequired={isRequired}
            label={t(owner.kind.endsWith('mileage') ? 'rates.perKm' : 'rates.hourly')}
            placeholder={isRequired ? '' : t('rates.none')}
            decimals={2}
            unit={workspace.currency}
            value={rate}
            error={rate !== '' && !isGood ? t('rates.missing') : null}
            onChange={setRate}
          />
        </div>
      ) : null}
      {isKnown && preview.count > 0 ? (
        <>
          <ReRatingSums preview={preview} />
          <ChoiceList
            label={t('rates.openWork')}
            value={choice}
            onChange={setChoice}
            choices={[
              { value: 'all', label: t('rates.choices.all') },
              { value: 'chosen', label: t('rates.choices.chosen') },
              { value: 'none', label: t('rates.choices.none') },
            ]}
          />
          {choice === 'chosen' ? (
            <ReRatedList rows={rows} list={list} left={left} onChange={setLeft} />
          ) : null}
        </>
      ) : null}
      {isKnown && preview.count === 0 ? (
        <p className="hb-dim hb-rate-text">{t('rates.nothingChanges')}</p>
      ) : null}
      {isOutdated ? <Callout tone="warning" title={t('rates.outdated')} isLive /> : null}
    </FormModal>
  )
}

// A key for the query while there is nothing to ask yet.
function unasked(subject: RateOwner): AskedChange {
  return { subject, validFrom: null, rate: null, isRemoved: false }
}
