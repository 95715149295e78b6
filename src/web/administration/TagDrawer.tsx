import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { toast } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import type { Tag } from './TagsPage.tsx'

type TagDrawerProps = { tag: Tag | undefined; onClose: () => void }

export function TagDrawer({ tag, onClose }: TagDrawerProps) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: {
      name: tag?.name ?? '',
    },
    validate: { name: (value: string) => (value.trim() ? null : t('tags.nameMissing')) },
  })
  const save = useWrite({
    send: async (values: typeof form.values, headers) => {
      const input = { ...values, name: values.name.trim() }
      await (tag
        ? answered(
            api.PATCH('/api/v1/tags/{tagId}', {
              params: { path: { tagId: tag.id } },
              headers,
              body: input,
            }),
          )
        : answered(api.POST('/api/v1/tags', { headers, body: { items: [input] } })))
    },
    touches: [['tags']],
    onDone: (_, { name }) => {
      toast(t(tag ? 'catalogue.saved' : 'catalogue.added', { name }))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormDrawer
      isOpen
      onClose={onClose}
      title={t(tag ? 'tags.edit' : 'tags.new')}
      submitLabel={t(tag ? 'ui.save' : 'catalogue.create')}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      isBusy={save.isPending}
      refusal={save.error}
      fields={Object.keys(form.values)}
    >
      <TextInput data-autofocus required label={t('tags.name')} {...form.getInputProps('name')} />
    </FormDrawer>
  )
}
