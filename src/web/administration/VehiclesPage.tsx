import { answered, api, type ItemOf } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Column } from '../ui/data-list-types.ts'
import { isGiven } from '../ui/form.ts'
import { CarIcon } from '../ui/icons.tsx'
import { Dash } from '../ui/Values.tsx'
import type { Catalogue, DrawerProps } from './catalogue.ts'
import { CatalogueDrawer } from './CatalogueDrawer.tsx'
import { CataloguePage } from './CataloguePage.tsx'

type Vehicle = ItemOf<'/api/v1/vehicles'>
type VehicleInput = Pick<Vehicle, 'name' | 'licencePlate'>

const at = (vehicleId: string) => ({ params: { path: { vehicleId } } })

const vehicles: Catalogue<Vehicle, VehicleInput, 'vehicles'> = {
  noun: 'vehicles',
  list: 'vehicles',
  permission: 'projects:write',
  icon: CarIcon,
  read: (query) => answered(api.GET('/api/v1/vehicles', { params: { query } })),
  create: (input, headers) =>
    answered(api.POST('/api/v1/vehicles', { headers, body: { items: [input] } })),
  update: (id, body, headers) =>
    answered(api.PATCH('/api/v1/vehicles/{vehicleId}', { ...at(id), headers, body })),
  remove: (id, headers) =>
    answered(api.DELETE('/api/v1/vehicles/{vehicleId}', { ...at(id), headers })),
}

export function VehiclesPage() {
  return <CataloguePage catalogue={vehicles} useColumns={useColumns} drawer={VehicleDrawer} />
}

function useColumns(): Column<Vehicle>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'plate',
      sortKey: 'licencePlate',
      header: t('vehicles.licencePlate'),
      width: 220,
      phone: 'value',
      cell: (vehicle) => vehicle.licencePlate ?? <Dash />,
    },
  ]
}

function VehicleDrawer(props: DrawerProps<Vehicle>) {
  const { t } = useTranslation()
  const { row } = props
  const form = useForm({
    initialValues: { name: row?.name ?? '', licencePlate: row?.licencePlate ?? '' },
    validate: { name: isGiven(t('vehicles.nameMissing')) },
  })
  return (
    <CatalogueDrawer
      {...props}
      catalogue={vehicles}
      form={form}
      inputOf={(values) => ({ ...values, licencePlate: values.licencePlate.trim() || null })}
    >
      <TextInput label={t('vehicles.licencePlate')} {...form.getInputProps('licencePlate')} />
    </CatalogueDrawer>
  )
}
