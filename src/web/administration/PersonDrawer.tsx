import { answered, api } from '#client/api.ts'
import type { Role } from '#domain/permissions.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useMe } from '../me.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { RateField } from '../rates/RateField.tsx'
import { DecimalInput } from '../ui/DecimalInput.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { isDecimal, showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { Contracts } from './Contracts.tsx'
import type { Person } from './PeoplePage.tsx'

type PersonDrawerProps = {
  /** Null for a new one. */
  person: Person | null
  onClose: () => void
}

type PersonFields = { name: string; email: string; role: Role; hourlyRate: string }

const roles = ['employee', 'project_manager', 'bookkeeper', 'administrator', 'owner'] as const

export function PersonDrawer({ person, onClose }: PersonDrawerProps) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const form = useForm<PersonFields>({
    initialValues: {
      name: person?.name ?? '',
      email: person?.email ?? '',
      role: person?.role ?? 'employee',
      hourlyRate: person?.hourlyRate ?? '',
    },
    validate: {
      name: (value: string) => (value.trim() ? null : t('people.nameMissing')),
      email: (value: string) =>
        value.trim() === ''
          ? t('people.emailMissing')
          : /^\S+@\S+$/.test(value.trim())
            ? null
            : t('people.emailInvalid'),
      hourlyRate: (value: string) =>
        value === '' || isDecimal(value) ? null : t('people.rateInvalid'),
    },
  })
  const save = useWrite({
    send: async (values: PersonFields, headers) => {
      const body = {
        name: values.name.trim(),
        email: values.email.trim(),
        role: values.role,
        hourlyRate: values.hourlyRate || null,
      }
      await (person
        ? answered(
            api.PATCH('/api/v1/members/{memberId}', {
              params: { path: { memberId: person.id } },
              headers,
              body,
            }),
          )
        : answered(api.POST('/api/v1/members', { headers, body: { items: [body] } })))
    },
    touches: [['members'], ['me']],
    onDone: (_, { name }) => {
      toast(t(person ? 'people.saved' : 'people.added', { name: name.trim() }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(person ? 'people.edit' : 'people.add')}
      submitLabel={t(person ? 'ui.save' : 'people.add')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput data-autofocus required label={t('people.name')} {...form.getInputProps('name')} />
      <TextInput type="email" required label={t('people.email')} {...form.getInputProps('email')} />
      <ChoiceList
        label={t('people.role')}
        value={form.values.role}
        onChange={(role) => form.setFieldValue('role', role)}
        error={form.errors['role']}
        choices={roles.map((role) => ({
          value: role,
          label: t(`shell.roles.${role}`),
          description: t(`people.roleHelp.${role}`),
        }))}
      />
      {person ? (
        <RateField
          owner={{ kind: 'member', id: person.id }}
          label={t('people.hourlyRate')}
          onChanged={(first) => form.setFieldValue('hourlyRate', first ?? '')}
        />
      ) : (
        <DecimalInput
          label={t('people.hourlyRate')}
          description={t('people.rateHelp')}
          decimals={2}
          unit={workspace.currency}
          {...form.getInputProps('hourlyRate')}
        />
      )}
      {person ? <Contracts memberId={person.id} /> : null}
    </FormDrawer>
  )
}
