import { answered, api } from '#client/api.ts'
import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { type Pause, planKeys } from './subscription-queries.ts'

type PauseDialogProps = { projectId: string; pause: Pause | undefined; onClose: () => void }
type Values = { startsOn: string | null; endsOn: string | null }

/** Pauses a subscription, or ends, moves and removes a pause. */
export function PauseDialog({ projectId, pause, onClose }: PauseDialogProps) {
  const { t } = useTranslation()
  const { today } = useMe()
  const form = useForm<Values>({
    initialValues: { startsOn: pause ? pause.startsOn : today, endsOn: pause?.endsOn ?? null },
    validate: {
      startsOn: (value) => (value ? null : t('projects.pauseStartMissing')),
      endsOn: (value, { startsOn }) =>
        value && startsOn && value < startsOn ? t('projects.endBeforeStart') : null,
    },
  })
  const onDone = () => {
    toast(t('projects.planSaved'))
    onClose()
  }
  const save = useWrite({
    send: async ({ startsOn, endsOn }: Values, headers) => {
      const body = { startsOn: startsOn ?? '', endsOn }
      const path = '/api/v1/projects/{projectId}/subscription-pauses'
      await (pause
        ? answered(
            api.PATCH(`${path}/{pauseId}`, {
              params: { path: { projectId, pauseId: pause.id } },
              body,
              headers,
            }),
          )
        : answered(api.POST(path, { params: { path: { projectId } }, body, headers })))
    },
    touches: planKeys,
    onDone,
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const remove = useWrite({
    send: (pauseId: string, headers) =>
      answered(
        api.DELETE('/api/v1/projects/{projectId}/subscription-pauses/{pauseId}', {
          params: { path: { projectId, pauseId } },
          headers,
        }),
      ),
    touches: planKeys,
    onDone,
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t(pause ? 'projects.changePause' : 'projects.pause')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error ?? remove.error}
      fields={Object.keys(form.values)}
      secondary={
        pause ? (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(pause.id)}
          >
            {t('projects.removePause')}
          </Button>
        ) : null
      }
    >
      <p className="hb-dim hb-projects-text">{t('projects.pauseExplained')}</p>
      <div className="hb-fields-row">
        <DayInput
          isRequired
          label={t('projects.pauseFrom')}
          value={form.values.startsOn}
          error={form.errors['startsOn']}
          onChange={(day) => form.setFieldValue('startsOn', day)}
        />
        <DayInput
          isClearable
          label={t('projects.pauseTo')}
          placeholder={t('projects.untilFurtherNotice')}
          value={form.values.endsOn}
          error={form.errors['endsOn']}
          onChange={(day) => form.setFieldValue('endsOn', day)}
        />
      </div>
    </FormModal>
  )
}
