import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Vehicle } from './VehiclesPage.tsx'

type VehicleDrawerProps = { vehicle: Vehicle | undefined; onClose: () => void }

export function VehicleDrawer({ vehicle, onClose }: VehicleDrawerProps) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: {
      name: vehicle?.name ?? '',
      licencePlate: vehicle?.licencePlate ?? '',
    },
    validate: { name: (value: string) => (value.trim() ? null : t('vehicles.nameMissing')) },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const input = {
        ...values,
        name: values.name.trim(),
        licencePlate: values.licencePlate.trim() || null,
      }
      await (vehicle
        ? answered(
            api.PATCH('/api/v1/vehicles/{vehicleId}', {
              params: { path: { vehicleId: vehicle.id } },
              headers,
              body: input,
            }),
          )
        : answered(api.POST('/api/v1/vehicles', { headers, body: { items: [input] } })))
    },
    touches: [['vehicles']],
    onDone: (_, { name }) => {
      toast(t(vehicle ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(vehicle ? 'vehicles.edit' : 'vehicles.new')}
      submitLabel={t(vehicle ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput
        data-autofocus
        required
        label={t('vehicles.name')}
        {...form.getInputProps('name')}
      />
      <TextInput label={t('vehicles.licencePlate')} {...form.getInputProps('licencePlate')} />
    </FormDrawer>
  )
}
