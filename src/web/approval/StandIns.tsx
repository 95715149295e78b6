import { answered, api } from '#client/api.ts'
import { addDays } from '#domain/work-day.ts'
import { ActionIcon, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { MemberSelect } from '../pickers/MemberSelect.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { useFormats } from '../ui/FormatProvider.tsx'
import { TrashIcon } from '../ui/icons.tsx'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { standInsQuery } from './approval-queries.ts'

const usualDays = 13

/** Who approves for whom, and until when. */
export function StandIns() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useQuery(standInsQuery)
  const [isAdding, setAdding] = useState(false)
  const remove = useWrite({
    send: (standInId: string, headers) =>
      answered(
        api.DELETE('/api/v1/stand-ins/{standInId}', { headers, params: { path: { standInId } } }),
      ),
    touches: [['stand-ins'], ['waiting-work']],
    onDone: () => toast(t('approval.standInEnded')),
    onRefused: (refusal) => toastProblem(refusal.message || t('ui.problem')),
  })
  return (
    <>
      <ul className="hb-waiting-items">
        {(data ?? []).map((each) => {
          const words = t('approval.standInLine', {
            standIn: each.standInName,
            manager: each.managerName,
            from: formats.day(each.fromOn),
            until: formats.day(each.untilOn),
          })
          return (
            <li key={each.id} className="hb-waiting-item">
              <span className="hb-waiting-words">{words}</span>
              <ActionIcon
                size="sm"
                variant="subtle"
                aria-label={`${t('ui.delete')}: ${words}`}
                onClick={() => remove.mutate(each.id)}
              >
                <TrashIcon />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
      <div>
        <Button variant="default" size="xs" onClick={() => setAdding(true)}>
          {t('approval.addStandIn')}
        </Button>
      </div>
      {isAdding ? <StandInDialog onClose={() => setAdding(false)} /> : null}
    </>
  )
}

function StandInDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const [standInId, setStandIn] = useState<string | null>(null)
  const [fromOn, setFrom] = useState<string | null>(today)
  const [untilOn, setUntil] = useState<string | null>(addDays(today, usualDays))
  const add = useWrite({
    send: (body: { standInId: string; fromOn: string; untilOn: string }, headers) =>
      answered(api.POST('/api/v1/stand-ins', { headers, body })),
    touches: [['stand-ins'], ['waiting-work']],
    onDone: () => {
      toast(t('approval.standInAdded'))
      onClose()
    },
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('approval.addStandIn')}
      isBusy={add.isPending}
      refusal={add.error}
      disabledReason={standInId && fromOn && untilOn ? null : t('approval.standInMissing')}
      onSubmit={(event) => {
        event.preventDefault()
        if (standInId && fromOn && untilOn) add.mutate({ standInId, fromOn, untilOn })
      }}
    >
      <MemberSelect label={t('approval.standIn')} value={standInId} onChange={setStandIn} />
      <div className="hb-fields-row">
        <DayInput label={t('approval.from')} value={fromOn} onChange={setFrom} />
        <DayInput label={t('approval.until')} value={untilOn} onChange={setUntil} />
      </div>
    </FormModal>
  )
}
