import { answered, api } from '#client/api.ts'
import { minorFromDecimal, minorToDecimal } from '#domain/money.ts'
import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormModal } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Contract } from './Contracts.tsx'

type ContractDialogProps = {
  memberId: string
  contract: Contract | undefined
  onClose: () => void
}

type Values = { startsOn: string | null; endsOn: string | null; hours: string[]; costRate: string }

const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
// A hundredth of an hour.
const secondsPerHundredth = 36
const mostHundredths = 2400
const usualHours = ['8', '8', '8', '8', '8', '0', '0']

/** What somebody works on each day of the week, and costs an hour, from a day on. */
export function ContractDialog({ memberId, contract, onClose }: ContractDialogProps) {
  const { t } = useTranslation()
  const { today, workspace } = useMe()
  const form = useForm<Values>({
    initialValues: {
      startsOn: contract?.startsOn ?? today,
      endsOn: contract?.endsOn ?? null,
      hours: contract?.weekdaySeconds.map(hoursOf) ?? usualHours,
      costRate: contract?.costRate ?? '',
    },
    validate: {
      startsOn: (value) => (value ? null : t('people.contractStartMissing')),
      endsOn: (value, { startsOn }) =>
        value && startsOn && value < startsOn ? t('projects.endBeforeStart') : null,
      hours: (value) =>
        value.every((each) => secondsOf(each) !== undefined) ? null : t('people.hoursInvalid'),
      costRate: (value) => (value === '' || isDecimal(value) ? null : t('people.rateInvalid')),
    },
  })
  const onDone = () => {
    toast(t('people.contractSaved'))
    onClose()
  }
  const touches = [['contracts']]
  const save = useWrite({
    send: async ({ startsOn, endsOn, hours, costRate }: Values, headers) => {
      const weekdaySeconds = hours.map((each) => secondsOf(each) ?? 0)
      const body = {
        startsOn: startsOn ?? '',
        endsOn,
        weekdaySeconds,
        costRate: costRate || null,
      }
      const path = '/api/v1/members/{memberId}/contracts'
      await (contract
        ? answered(
            api.PATCH(`${path}/{contractId}`, {
              params: { path: { memberId, contractId: contract.id } },
              headers,
              body,
            }),
          )
        : answered(api.POST(path, { params: { path: { memberId } }, headers, body })))
    },
    touches,
    onDone,
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  const remove = useWrite({
    send: (contractId: string, headers) =>
      answered(
        api.DELETE('/api/v1/members/{memberId}/contracts/{contractId}', {
          params: { path: { memberId, contractId } },
          headers,
        }),
      ),
    touches,
    onDone,
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      size={560}
      title={t(contract ? 'people.editContract' : 'people.newContract')}
      onSubmit={(event) => {
        // The person's form stands around this one.
        event.stopPropagation()
        form.onSubmit((values) => save.mutate(values))(event)
      }}
      isBusy={save.isPending}
      refusal={save.error ?? remove.error}
      fields={Object.keys(form.values)}
      secondary={
        contract ? (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(contract.id)}
          >
            {t('ui.delete')}
          </Button>
        ) : null
      }
    >
      <div className="hb-fields-row">
        <DayInput
          isRequired
          label={t('people.contractFrom')}
          value={form.values.startsOn}
          error={form.errors['startsOn']}
          onChange={(day) => form.setFieldValue('startsOn', day)}
        />
        <DayInput
          isClearable
          label={t('people.contractTo')}
          placeholder={t('projects.untilFurtherNotice')}
          value={form.values.endsOn}
          error={form.errors['endsOn']}
          onChange={(day) => form.setFieldValue('endsOn', day)}
        />
      </div>
      <fieldset className="hb-fieldset">
        <legend>{t('people.hoursPerDay')}</legend>
        <div className="hb-administration-week">
          {inWeek(workspace.weekStartsOn).map(({ weekday, index }) => (
            <DecimalInput
              key={weekday}
              label={t(`people.weekdays.${weekday}`)}
              {...form.getInputProps(`hours.${index}`)}
            />
          ))}
        </div>
        {form.errors['hours'] ? (
          <p className="hb-administration-error" role="alert">
            {form.errors['hours']}
          </p>
        ) : null}
      </fieldset>
      <DecimalInput
        label={t('people.costRate')}
        description={t('people.costRateHelp')}
        decimals={2}
        unit={workspace.currency}
        {...form.getInputProps('costRate')}
      />
    </FormModal>
  )
}

/** The days in the order of the workspace's week, with their places in a contract, which begins on Monday. */
function inWeek(startsOn: number) {
  const days = weekdays.map((weekday, index) => ({ weekday, index }))
  const first = (startsOn + 6) % 7
  return [...days.slice(first), ...days.slice(0, first)]
}

function hoursOf(seconds: number): string {
  return minorToDecimal(Math.round(seconds / secondsPerHundredth)).replace(/\.?0+$/, '')
}

function secondsOf(hours: string): number | undefined {
  const hundredths = hours.trim() === '' ? 0 : minorFromDecimal(hours)
  if (hundredths === undefined || hundredths < 0 || hundredths > mostHundredths) return undefined
  return hundredths * secondsPerHundredth
}
