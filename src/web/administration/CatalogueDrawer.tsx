import { TextInput } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../ui/dialogs.tsx'
import { type FormWithFields, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { type Catalogue, type CatalogueRow, type DrawerProps, pathOf } from './catalogue.ts'

type Named = { name: string }

/** What is needed of a form made by `useForm` that has a name among its values. */
type FormOfNamed<Values extends Named> = FormWithFields & {
  values: Values
  getInputProps: (path: 'name') => object
  onSubmit: (send: (values: Values) => void) => (event?: FormEvent<HTMLFormElement>) => void
}

type CatalogueDrawerProps<Row extends CatalogueRow, Values extends Named, Input> = {
  catalogue: Omit<Catalogue<Row, Input>, 'read'>
  form: FormOfNamed<Values>
  /** What is sent of the values; the name is trimmed already. */
  inputOf: (values: Values) => Input
  /** The fields below the name. */
  children?: ReactNode
}

/** The form of one row of a catalogue, or of a new one. */
export function CatalogueDrawer<Row extends CatalogueRow, Values extends Named, Input>(
  props: CatalogueDrawerProps<Row, Values, Input> & DrawerProps<Row>,
) {
  const { catalogue, row, form, inputOf, onClose } = props
  const { noun, list } = catalogue
  const { t } = useTranslation()
  const save = useWrite({
    send: async (values: Values, headers) => {
      const input = inputOf({ ...values, name: values.name.trim() })
      await (row ? catalogue.update(row.id, input, headers) : catalogue.create(input, headers))
    },
    touches: [[pathOf(list)]],
    onDone: (_, { name }) => {
      toast(t(row ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(row ? `${noun}.edit` : `${noun}.new`)}
      submitLabel={t(row ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput
        data-autofocus
        required
        label={t(`${noun}.name`)}
        {...form.getInputProps('name')}
      />
      {props.children}
    </FormDrawer>
  )
}
