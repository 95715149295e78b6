import { answered, api, type ItemOf } from '#client/api.ts'
import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery } from '../list-query.ts'
import { ExternalLink } from '../ui/buttons.tsx'
import { Callout } from '../ui/Callout.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { ConfirmDialog, FormModal } from '../ui/dialogs.tsx'
import { showRefusal } from '../ui/form.ts'
import { CheckIcon, CopyIcon, KeyIcon, PlusIcon } from '../ui/icons.tsx'
import { Page } from '../ui/Page.tsx'
import { toast } from '../ui/toast.tsx'
import { MomentText } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import './settings.css'

type ApiToken = ItemOf<'/api/v1/api-tokens'>

async function readTokens(cursor: string | undefined) {
  const query = { limit: 50, ...(cursor ? { cursor } : {}) }
  return await answered(api.GET('/api/v1/api-tokens', { params: { query } }))
}

export function ApiTokensPage() {
  const { t } = useTranslation()
  const { list } = useListQuery({ queryKey: ['api-tokens'], read: readTokens })
  const [isCreating, setCreating] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<ApiToken | null>(null)
  const createButton = (
    <Button leftSection={<PlusIcon />} onClick={() => setCreating(true)}>
      {t('apiTokens.create')}
    </Button>
  )
  return (
    <Page
      title={t('apiTokens.title')}
      description={
        <>
          {t('apiTokens.description')}{' '}
          <ExternalLink href="/api/docs">{t('apiTokens.reference')}</ExternalLink>
        </>
      }
      actions={createButton}
    >
      <DataList
        label={t('apiTokens.list')}
        columns={useTokenColumns(setRevoking)}
        {...list}
        rowKey={(token) => token.id}
        empty={{
          icon: KeyIcon,
          title: t('apiTokens.emptyTitle'),
          description: t('apiTokens.empty'),
        }}
      />
      {isCreating ? (
        <CreateDialog
          onClose={() => setCreating(false)}
          onCreated={(token) => {
            setCreating(false)
            setSecret(token)
          }}
        />
      ) : null}
      {secret ? <SecretDialog secret={secret} onClose={() => setSecret(null)} /> : null}
      {revoking ? <RevokeDialog token={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  )
}

function useTokenColumns(onRevoke: (token: ApiToken) => void): Column<ApiToken>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      header: t('apiTokens.name'),
      cell: (token) => <span className="hb-cell-title">{token.name}</span>,
    },
    {
      key: 'created',
      header: t('apiTokens.created'),
      width: 180,
      phone: 'labelled',
      cell: (token) => <MomentText at={token.createdAt} />,
    },
    {
      key: 'used',
      header: t('apiTokens.lastUsed'),
      width: 180,
      phone: 'labelled',
      cell: (token) =>
        token.lastUsedAt ? (
          <MomentText at={token.lastUsedAt} />
        ) : (
          <span className="hb-dim">{t('apiTokens.never')}</span>
        ),
    },
    {
      key: 'actions',
      header: t('ui.actions'),
      isHeaderHidden: true,
      align: 'end',
      width: 96,
      phone: 'action',
      cell: (token) => (
        <Button
          variant="default"
          size="xs"
          aria-label={t('apiTokens.revokeNamed', { name: token.name })}
          onClick={() => onRevoke(token)}
        >
          {t('apiTokens.revoke')}
        </Button>
      ),
    },
  ]
}

type CreateDialogProps = { onClose: () => void; onCreated: (token: string) => void }

function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value: string) => (value.trim() ? null : t('apiTokens.nameMissing')) },
  })
  const create = useWrite({
    send: ({ name }: { name: string }, headers) =>
      answered(api.POST('/api/v1/api-tokens', { headers, body: { name } })),
    touches: [['api-tokens']],
    onDone: ({ token }) => onCreated(token),
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <FormModal
      isOpen
      onClose={onClose}
      title={t('apiTokens.createTitle')}
      submitLabel={t('apiTokens.create')}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      isBusy={create.isPending}
      refusal={create.error}
      fields={['name']}
    >
      <TextInput
        data-autofocus
        label={t('apiTokens.name')}
        description={t('apiTokens.nameHelp')}
        {...form.getInputProps('name')}
      />
    </FormModal>
  )
}

function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('apiTokens.createdTitle')}
      size={520}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{ header: 'hb-dialog-header', body: 'hb-dialog-body' }}
    >
      <div className="hb-dialog-fields">
        <Callout tone="warning">{t('apiTokens.createdHelp')}</Callout>
        <code className="hb-token" aria-label={t('apiTokens.token')}>
          {secret}
        </code>
      </div>
      <div className="hb-dialog-footer">
        <span className="hb-dialog-space" />
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <CheckIcon /> : <CopyIcon />}
              onClick={copy}
            >
              {copied ? t('apiTokens.copied') : t('apiTokens.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('apiTokens.done')}</Button>
      </div>
    </Modal>
  )
}

function RevokeDialog({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const { t } = useTranslation()
  const revoke = useWrite({
    send: (tokenId: string, headers) =>
      answered(
        api.DELETE('/api/v1/api-tokens/{tokenId}', { params: { path: { tokenId } }, headers }),
      ),
    touches: [['api-tokens']],
    onDone: () => {
      toast(t('apiTokens.revoked'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('apiTokens.revokeTitle', { name: token.name })}
      confirmLabel={t('apiTokens.revoke')}
      isDanger
      isBusy={revoke.isPending}
      refusal={revoke.error}
      onConfirm={() => revoke.mutate(token.id)}
    >
      {t('apiTokens.revokeText')}
    </ConfirmDialog>
  )
}
