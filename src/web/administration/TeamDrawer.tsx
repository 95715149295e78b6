import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { MemberSelect } from '../pickers/MemberSelect.tsx'
import { MembersPicker } from '../pickers/SeveralPickers.tsx'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Team } from './TeamsPage.tsx'

type TeamDrawerProps = { team: Team | undefined; onClose: () => void }

export function TeamDrawer({ team, onClose }: TeamDrawerProps) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: {
      name: team?.name ?? '',
      managerId: team?.managerId ?? null,
      memberIds: team?.members.map(({ id }) => id) ?? [],
    },
    validate: { name: (value: string) => (value.trim() ? null : t('teams.nameMissing')) },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const input = { ...values, name: values.name.trim() }
      await (team
        ? answered(
            api.PATCH('/api/v1/teams/{teamId}', {
              params: { path: { teamId: team.id } },
              headers,
              body: input,
            }),
          )
        : answered(api.POST('/api/v1/teams', { headers, body: { items: [input] } })))
    },
    touches: [['teams']],
    onDone: (_, { name }) => {
      toast(t(team ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(team ? 'teams.edit' : 'teams.new')}
      submitLabel={t(team ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput data-autofocus required label={t('teams.name')} {...form.getInputProps('name')} />
      <MemberSelect
        isClearable
        label={t('teams.manager')}
        placeholder={t('ui.none')}
        value={form.values.managerId}
        onChange={(managerId) => form.setFieldValue('managerId', managerId)}
      />
      <MembersPicker
        label={t('teams.members')}
        values={form.values.memberIds}
        known={team?.members ?? []}
        error={form.errors['memberIds']}
        onChange={(memberIds) => form.setFieldValue('memberIds', memberIds)}
      />
    </FormDrawer>
  )
}
