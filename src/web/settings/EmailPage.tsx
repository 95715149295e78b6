import { answered, api } from '#client/api.ts'
import { emailStates } from '#domain/email-state.ts'
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmailDrawer } from '../emails/EmailDrawer.tsx'
import {
  type Email,
  emailKeys,
  emailQuery,
  emailSettingsQuery,
  isUnderWay,
} from '../emails/email-queries.ts'
import { EmailStateBadge } from '../emails/EmailStateBadge.tsx'
import { useListQuery } from '../list-query.ts'
import { useMe } from '../me.ts'
import { given, oneOf } from '../search-params.ts'
import { Callout } from '../ui/Callout.tsx'
import type { Column } from '../ui/data-list-types.ts'
import { DataList } from '../ui/DataList.tsx'
import { showRefusal } from '../ui/form.ts'
import { MailIcon } from '../ui/icons.tsx'
import { Page, Section, Toolbar } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { MomentText } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import { InvoiceEmailForm } from './InvoiceEmailForm.tsx'
import '../emails/emails.css'

const route = getRouteApi('/shell/settings/email')
const pageLimit = 50

/** Whether e-mail works, and what went out. */
export function EmailPage() {
  const { t } = useTranslation()
  const { data: settings } = useSuspenseQuery(emailSettingsQuery)
  return (
    <Page title={t('emails.title')} description={t('emails.description')}>
      {settings.from !== null ? (
        <Section title={t('emails.test')} description={t('emails.from', { from: settings.from })}>
          <TestForm />
        </Section>
      ) : (
        <Callout title={t('emails.offTitle')}>{t('emails.off')}</Callout>
      )}
      <InvoiceEmailForm settings={settings} />
      <EmailLog />
    </Page>
  )
}

function TestForm() {
  const { t } = useTranslation()
  const { member } = useMe()
  const [testId, setTestId] = useState<string | null>(null)
  const form = useForm({ initialValues: { to: member.email } })
  const send = useWrite({
    send: ({ to }: { to: string }, headers) =>
      answered(api.POST('/api/v1/emails/test', { headers, body: { to: to.trim() } })),
    touches: emailKeys,
    onDone: ({ id }) => setTestId(id),
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => send.mutate(values))}>
      <div className="hb-email-test">
        <TextInput type="email" label={t('emails.to')} {...form.getInputProps('to')} />
        <Button type="submit" variant="default" loading={send.isPending}>
          {t('emails.sendTest')}
        </Button>
      </div>
      <RefusalNote refusal={send.error} fields={['to']} />
      {testId ? <TestResult emailId={testId} /> : null}
    </form>
  )
}

const tones = { sent: 'success', refused: 'danger', unknown: 'warning' } as const

function TestResult({ emailId }: { emailId: string }) {
  const { t } = useTranslation()
  const { data: email } = useQuery(emailQuery(emailId))
  if (!email) return null
  const isSettled = email.state !== 'planned' && email.state !== 'sending'
  const tone = isSettled ? tones[email.state as keyof typeof tones] : 'info'
  return (
    <Callout tone={email.isWaiting ? 'warning' : tone} isLive title={titleOf()}>
      {email.answer ? <code className="hb-email-answer">{email.answer}</code> : null}
    </Callout>
  )

  function titleOf() {
    const words = { to: email?.to.join(', ') ?? '' }
    if (email?.isWaiting) return t('emails.testWaits', words)
    return t(`emails.testResults.${email?.state ?? 'planned'}`, words)
  }
}

function EmailLog() {
  const { t } = useTranslation()
  const { state, email: openId } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useListQuery<Email>({
    queryKey: ['emails', 'list', state],
    read: (cursor) =>
      answered(
        api.GET('/api/v1/emails', {
          params: { query: given({ state, cursor, limit: pageLimit }) },
        }),
      ),
    isUnderWay,
  })
  const open = (email: string | undefined) =>
    void navigate({ search: { state, email }, replace: true })
  return (
    <Section title={t('emails.listTitle')}>
      <Toolbar>
        <Select
          w={200}
          aria-label={t('emails.state')}
          value={state ?? 'any'}
          onChange={(value) =>
            void navigate({ search: { state: oneOf(value, emailStates) }, replace: true })
          }
          data={[
            { value: 'any', label: t('emails.anyState') },
            ...emailStates.map((value) => ({ value, label: t(`emails.states.${value}`) })),
          ]}
        />
      </Toolbar>
      <DataList
        {...query.list}
        label={t('emails.listTitle')}
        columns={useColumns(open)}
        rowKey={(email) => email.id}
        onOpen={(email) => open(email.id)}
        empty={{
          icon: MailIcon,
          title: t(state ? 'emails.nothingTitle' : 'emails.emptyTitle'),
          description: t(state ? 'emails.nothing' : 'emails.empty'),
        }}
      />
      {openId ? <EmailDrawer emailId={openId} onClose={() => open(undefined)} /> : null}
    </Section>
  )
}

function useColumns(open: (id: string) => void): Column<Email>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'planned',
      header: t('emails.time'),
      width: 150,
      phone: 'line',
      cell: (email) => <MomentText at={email.plannedAt} />,
    },
    {
      key: 'subject',
      header: t('emails.subject'),
      isTruncated: true,
      phone: 'title',
      cell: (email) => (
        <button
          type="button"
          className="hb-link-button hb-cell-title hb-ellipsis"
          onClick={() => open(email.id)}
        >
          {email.subject}
        </button>
      ),
    },
    {
      key: 'to',
      header: t('emails.to'),
      width: 240,
      isTruncated: true,
      phone: 'line',
      cell: (email) => email.to.join(', '),
    },
    {
      key: 'kind',
      header: t('emails.kind'),
      width: 160,
      phone: 'hidden',
      cell: (email) =>
        email.reminderStep === null
          ? t(`emails.kinds.${email.kind}`)
          : t('reminders.step', { step: email.reminderStep }),
    },
    {
      key: 'state',
      header: t('emails.state'),
      width: 150,
      phone: 'value',
      cell: (email) => <EmailStateBadge email={email} />,
    },
  ]
}
