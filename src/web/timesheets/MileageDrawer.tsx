import { answered, api } from '#client/api.ts'
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { RateNote } from '../rates/RateOrigin.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { registrationKeys } from './registration-writes.ts'
import type { Mileage } from './registrations.ts'

type MileageDrawerProps = {
  /** Null for a new one. */
  mileage: Mileage | null
  memberId: string
  day: string
  onClose: () => void
}

const kinds = ['business', 'commute', 'private'] as const

export function MileageDrawer({ mileage, memberId, day, onClose }: MileageDrawerProps) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: {
      projectId: mileage?.projectId ?? null,
      travelledOn: (mileage?.travelledOn ?? day) as string | null,
      fromPlace: mileage?.fromPlace ?? '',
      toPlace: mileage?.toPlace ?? '',
      distanceKm: mileage?.distanceKm ?? '',
      isReturnTrip: mileage?.isReturnTrip ?? false,
      kind: mileage?.kind ?? ('business' as const),
      purpose: mileage?.purpose ?? '',
      vehicle: mileage?.vehicle ?? '',
      isBillable: mileage?.isBillable ?? true,
    },
    validate: {
      projectId: (value: string | null) => (value ? null : t('timesheets.projectMissing')),
      travelledOn: (value: string | null) => (value ? null : t('timesheets.dateMissing')),
      fromPlace: (value: string) => (value.trim() ? null : t('timesheets.placeMissing')),
      toPlace: (value: string) => (value.trim() ? null : t('timesheets.placeMissing')),
      distanceKm: (value: string) => (Number(value) > 0 ? null : t('timesheets.distanceMissing')),
    },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const { projectId, travelledOn, ...rest } = values
      if (!projectId || !travelledOn) throw new Error('a form that was checked has its fields')
      const body = {
        ...rest,
        projectId,
        travelledOn,
        fromPlace: values.fromPlace.trim(),
        toPlace: values.toPlace.trim(),
        purpose: values.purpose.trim(),
        vehicle: values.vehicle.trim() || null,
      }
      await (mileage
        ? answered(
            api.PATCH('/api/v1/mileages/{mileageId}', {
              params: { path: { mileageId: mileage.id } },
              headers,
              body,
            }),
          )
        : answered(
            api.POST('/api/v1/mileages', { headers, body: { items: [{ ...body, memberId }] } }),
          ))
    },
    touches: registrationKeys,
    onDone: () => {
      toast(t('timesheets.mileageSaved'))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })

  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(mileage ? 'timesheets.editMileage' : 'timesheets.addMileage')}
      submitLabel={t(mileage ? 'ui.save' : 'timesheets.addMileage')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <ProjectSelect
        isFirst
        isRequired
        value={form.values.projectId}
        valueLabel={mileage?.projectName}
        onChange={(value) => form.setFieldValue('projectId', value)}
        error={form.errors['projectId']}
      />
      <DayInput
        isRequired
        label={t('timesheets.date')}
        value={form.values.travelledOn}
        onChange={(value) => form.setFieldValue('travelledOn', value)}
        error={form.errors['travelledOn']}
      />
      <div className="hb-fields-row">
        <TextInput
          required
          label={t('timesheets.fromPlace')}
          {...form.getInputProps('fromPlace')}
        />
        <TextInput required label={t('timesheets.toPlace')} {...form.getInputProps('toPlace')} />
      </div>
      <DecimalInput
        isRequired
        label={t('timesheets.distance')}
        unit={t('timesheets.km')}
        {...form.getInputProps('distanceKm')}
      />
      <Checkbox
        label={t('timesheets.isReturnTrip')}
        {...form.getInputProps('isReturnTrip', { type: 'checkbox' })}
      />
      <div className="hb-fields-row">
        <Select
          label={t('timesheets.kind')}
          value={form.values.kind}
          onChange={(value) => {
            const kind = kinds.find((each) => each === value) ?? 'business'
            form.setValues({ kind, isBillable: kind === 'business' })
          }}
          data={kinds.map((value) => ({ value, label: t(`timesheets.kinds.${value}`) }))}
        />
        <TextInput
          label={t('timesheets.vehicle')}
          placeholder={t('timesheets.vehicleHint')}
          {...form.getInputProps('vehicle')}
        />
      </div>
      <TextInput
        label={t('timesheets.purpose')}
        placeholder={t('timesheets.purposeHint')}
        {...form.getInputProps('purpose')}
      />
      <Checkbox
        label={t('timesheets.billable')}
        {...form.getInputProps('isBillable', { type: 'checkbox' })}
      />
      {mileage ? <RateNote {...mileage} /> : null}
    </FormDrawer>
  )
}
