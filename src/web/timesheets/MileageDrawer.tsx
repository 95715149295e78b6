import { answered, api } from '#client/api.ts'
import { sumQuantities } from '#domain/money.ts'
import { Autocomplete, Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProjectSelect } from '../pickers/ProjectSelect.tsx'
import { RateNote } from '../rates/RateOrigin.tsx'
import { DayInput } from '../ui/DayInput.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { useFormats } from '../ui/FormatProvider.tsx'
import { offerUndo } from '../undo.ts'
import { useWrite } from '../write.ts'
import { NewerNote } from './NewerNote.tsx'
import { PlaceInput } from './PlaceInput.tsx'
import { useLastTrip, useLastVehicle } from './places.ts'
import { registrationKeys } from './registration-writes.ts'
import type { Mileage } from './registrations.ts'
import { useUndoMileages } from './undo-writes.ts'

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
  const formats = useFormats()
  const undo = useUndoMileages()
  // What is there by now, when somebody changed it while this form was open.
  const [newer, setNewer] = useState<Mileage | null>(null)
  const base = newer ?? mileage
  const vehicles = useQuery({
    queryKey: ['vehicles', 'picker'],
    queryFn: () => answered(api.GET('/api/v1/vehicles', { params: { query: { limit: 200 } } })),
  })
  const travellerId = base?.memberId ?? memberId
  const lastVehicle = useLastVehicle(travellerId)
  const vehicleOf = (typed: string | null) => typed ?? lastVehicle ?? ''
  const form = useForm({
    initialValues: fieldsOf(mileage, day),
    validate: {
      projectId: (value: string | null) => (value ? null : t('timesheets.projectMissing')),
      travelledOn: (value: string | null) => (value ? null : t('timesheets.dateMissing')),
      fromPlace: (value: string) => (value.trim() ? null : t('timesheets.placeMissing')),
      toPlace: (value: string) => (value.trim() ? null : t('timesheets.placeMissing')),
      distanceKm: (value: string) => (Number(value) > 0 ? null : t('timesheets.distanceMissing')),
    },
  })
  const { lastTrip, recall } = useLastTrip(travellerId, {
    read: () => form.getValues(),
    fill: (fields) => form.setValues(fields),
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
        vehicle: vehicleOf(values.vehicle).trim() || null,
      }
      if (base) {
        return await answered(
          api.PATCH('/api/v1/mileages/{mileageId}', {
            params: { path: { mileageId: base.id } },
            headers,
            body: { ...body, expectedUpdatedAt: base.updatedAt },
          }),
        )
      }
      const { items } = await answered(
        api.POST('/api/v1/mileages', { headers, body: { items: [{ ...body, memberId }] } }),
      )
      return items[0]
    },
    touches: registrationKeys,
    onDone: (saved) => {
      if (saved) {
        const takeBack = base ? undo.changed([base], [saved]) : undo.made([saved])
        offerUndo(t('timesheets.mileageSaved'), takeBack)
      }
      onClose()
    },
    onRefused: async (refusal) => {
      if (refusal.code === 'mileage_was_changed' && base) setNewer(await readMileage(base.id))
      else showRefusal(form, refusal)
    },
  })

  const { fromPlace, toPlace, distanceKm, isReturnTrip } = form.values
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(mileage ? 'timesheets.editMileage' : 'timesheets.addMileage')}
      submitLabel={t(newer ? 'timesheets.keepMine' : mileage ? 'ui.save' : 'timesheets.addMileage')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error?.code === 'mileage_was_changed' ? null : save.error}
      fields={Object.keys(form.values)}
    >
      {newer ? (
        <NewerNote
          words={t('timesheets.newerTrip')}
          fields={newerFields(newer)}
          onTake={() => {
            form.setValues(fieldsOf(newer, day))
            form.resetDirty()
          }}
        />
      ) : null}
      <ProjectSelect
        isFirst
        isRequired
        memberId={travellerId}
        value={form.values.projectId}
        valueLabel={base?.projectName}
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
        <PlaceInput
          label={t('timesheets.fromPlace')}
          memberId={travellerId}
          end="from"
          otherEnd={toPlace}
          onSettled={(place) => recall(place, form.getValues().toPlace)}
          value={fromPlace}
          onChange={(place) => form.setFieldValue('fromPlace', place)}
          error={form.errors['fromPlace']}
        />
        <PlaceInput
          label={t('timesheets.toPlace')}
          memberId={travellerId}
          end="to"
          otherEnd={fromPlace}
          onSettled={(place) => recall(form.getValues().fromPlace, place)}
          value={toPlace}
          onChange={(place) => form.setFieldValue('toPlace', place)}
          error={form.errors['toPlace']}
        />
      </div>
      <DecimalInput
        isRequired
        label={t('timesheets.distance')}
        unit={t('timesheets.km')}
        description={
          lastTrip && lastTrip.distanceKm === distanceKm
            ? t('timesheets.asLastTime', { day: formats.day(lastTrip.travelledOn) })
            : undefined
        }
        {...form.getInputProps('distanceKm')}
      />
      <Checkbox
        label={t('timesheets.isReturnTrip')}
        description={
          isReturnTrip && isDecimal(distanceKm, 2)
            ? t('timesheets.countsAs', {
                distance: formats.quantity(sumQuantities([distanceKm, distanceKm])),
              })
            : undefined
        }
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
        <Autocomplete
          label={t('timesheets.vehicle')}
          placeholder={t('timesheets.vehicleHint')}
          data={(vehicles.data?.items ?? []).map(({ name }) => name)}
          size="sm"
          {...form.getInputProps('vehicle')}
          value={vehicleOf(form.values.vehicle)}
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

  function newerFields(now: Mileage) {
    const typed = form.values
    return [
      [t('timesheets.project'), now.projectName, now.projectId === typed.projectId],
      [t('timesheets.date'), formats.day(now.travelledOn), now.travelledOn === typed.travelledOn],
      [t('timesheets.fromPlace'), now.fromPlace, now.fromPlace === typed.fromPlace.trim()],
      [t('timesheets.toPlace'), now.toPlace, now.toPlace === typed.toPlace.trim()],
      [
        t('timesheets.distance'),
        formats.quantity(now.distanceKm),
        Number(now.distanceKm) === Number(typed.distanceKm),
      ],
      [t('timesheets.kind'), t(`timesheets.kinds.${now.kind}`), now.kind === typed.kind],
      [t('timesheets.purpose'), now.purpose || '–', now.purpose === typed.purpose.trim()],
      [
        t('timesheets.vehicle'),
        now.vehicle ?? '–',
        (now.vehicle ?? '') === vehicleOf(typed.vehicle).trim(),
      ],
    ] as const
  }
}

function fieldsOf(mileage: Mileage | null, day: string) {
  return {
    projectId: mileage?.projectId ?? null,
    travelledOn: (mileage?.travelledOn ?? day) as string | null,
    fromPlace: mileage?.fromPlace ?? '',
    toPlace: mileage?.toPlace ?? '',
    distanceKm: mileage?.distanceKm ?? '',
    isReturnTrip: mileage?.isReturnTrip ?? false,
    kind: mileage?.kind ?? ('business' as const),
    purpose: mileage?.purpose ?? '',
    // Null until somebody chooses: the vehicle of the last trip.
    vehicle: mileage ? (mileage.vehicle ?? '') : null,
    isBillable: mileage?.isBillable ?? true,
  }
}

async function readMileage(mileageId: string): Promise<Mileage> {
  const params = { path: { mileageId } }
  return await answered(api.GET('/api/v1/mileages/{mileageId}', { params }))
}
