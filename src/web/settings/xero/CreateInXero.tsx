import { answered, api } from '#client/api.ts'
import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { callsOf, useCallCost } from '../../ui/call-cost.ts'
import { FormModal } from '../../ui/dialogs.tsx'
import { showRefusal } from '../../ui/form.ts'
import { toast } from '../../ui/toast.tsx'
import { useWrite } from '../../write.ts'
import { codeAndName, connectionKeys, type Organisation } from './xero-queries.ts'

type CodeAndName = { code: string; name: string }

type CreateProps = { organisation: Organisation; onClose: () => void }

/** Makes a current asset account in Xero and chooses it for what customers owe. */
export function CreateAccount({
  organisation,
  suggestion,
  onClose,
}: CreateProps & { suggestion: CodeAndName | null }) {
  const { t } = useTranslation()
  const { connectionId } = organisation
  return (
    <CreateForm
      title={t('xeroSettings.createAccount')}
      text={t('xeroSettings.createAccountText', { name: organisation.name })}
      start={suggestion ?? { code: '', name: '' }}
      doneWords={(name) => t('xeroSettings.debtorsSaved', { name })}
      create={(body, headers) =>
        answered(
          api.POST('/api/v1/xero/accounts', {
            headers,
            body: { purpose: 'debtors', ...body, connectionId },
          }),
        )
      }
      choose={(code) => ({ debtorsAccountCode: code, connectionId })}
      onClose={onClose}
    />
  )
}

/** Makes an item in Xero and chooses it as the default product. */
export function CreateItem({ organisation, onClose }: CreateProps) {
  const { t } = useTranslation()
  const { connectionId } = organisation
  return (
    <CreateForm
      title={t('xeroSettings.createItem')}
      text={t('xeroSettings.createItemText', { name: organisation.name })}
      start={{ code: t('xeroSettings.itemCode'), name: t('xeroSettings.itemName') }}
      doneWords={(name) => t('xeroSettings.itemSaved', { name })}
      create={(body, headers) =>
        answered(api.POST('/api/v1/xero/items', { headers, body: { ...body, connectionId } }))
      }
      choose={(code) => ({ defaultItemCode: code, connectionId })}
      onClose={onClose}
    />
  )
}

type CreateFormProps = {
  title: string
  text: string
  start: CodeAndName
  doneWords: (name: string) => string
  create: (body: CodeAndName, headers: { 'Idempotency-Key': string }) => Promise<unknown>
  choose: (
    code: string,
  ) => { connectionId: string } & ({ debtorsAccountCode: string } | { defaultItemCode: string })
  onClose: () => void
}

function CreateForm({ title, text, start, doneWords, create, choose, onClose }: CreateFormProps) {
  const { t } = useTranslation()
  const callCost = useCallCost()
  const form = useForm({
    initialValues: start,
    validate: {
      code: (value: string) => (value.trim() ? null : t('xeroSettings.codeMissing')),
      name: (value: string) => (value.trim() ? null : t('xeroSettings.nameMissing')),
    },
  })
  const save = useWrite({
    send: async ({ code, name }: CodeAndName, headers) => {
      const made = { code: code.trim(), name: name.trim() }
      await create(made, headers)
      await answered(api.PATCH('/api/v1/xero/settings', { body: choose(made.code) }))
    },
    touches: connectionKeys,
    onDone: (_, made) => {
      toast(doneWords(codeAndName(made)))
      onClose()
    },
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={title}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      submitLabel={t('xeroSettings.create')}
      submitTitle={callCost(callsOf.create)}
      isBusy={save.isPending}
      refusal={save.error}
      fields={['code', 'name']}
    >
      <div>{text}</div>
      <TextInput
        data-autofocus
        required
        label={t('xeroSettings.code')}
        {...form.getInputProps('code')}
      />
      <TextInput required label={t('xeroSettings.name')} {...form.getInputProps('name')} />
    </FormModal>
  )
}
