import { answered, api } from '#client/api.ts'
import { passwordLength } from '#domain/password.ts'
import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { XeroSignInProblem } from '../sign-in/XeroSignIn.tsx'
import { showRefusal } from '../ui/form.ts'
import { ConfirmDialog } from '../ui/dialogs.tsx'
import { Facts, Page, Section } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { toast } from '../ui/toast.tsx'
import { MomentText } from '../ui/Values.tsx'
import { useWrite } from '../write.ts'
import './settings.css'

const identityQuery = queryOptions({
  queryKey: ['xero-identity'],
  queryFn: () => answered(api.GET('/api/v1/me/xero-identity')),
})
const route = getRouteApi('/shell/settings/sign-in')

/** How somebody signs in: everybody's own page. */
export function SignInSettingsPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: identity } = useSuspenseQuery(identityQuery)
  const { isOffered, linked, hasPassword } = identity
  useEffect(() => {
    if (search.linked === undefined) return
    toast(t('signIn.own.linked'))
    void navigate({ search: {}, replace: true })
  }, [search.linked, navigate, t])
  return (
    <Page title={t('signIn.own.title')} description={t('signIn.own.description')} width="narrow">
      <XeroSignInProblem problem={search.problem} detail={search.detail} />
      <Section title={t('signIn.own.password')}>
        <Facts
          facts={[
            { label: t('signIn.email'), value: identity.email ?? '–' },
            {
              label: t('signIn.password'),
              value: t(hasPassword ? 'signIn.own.isSet' : 'signIn.own.isNotSet'),
            },
          ]}
        />
        {hasPassword || identity.email === null ? null : <SetPassword email={identity.email} />}
      </Section>
      {linked ? (
        <Section title={t('signIn.own.xero')} description={t('signIn.own.linkedHelp')}>
          <Facts
            facts={[
              { label: t('signIn.own.name'), value: linked.name ?? '–' },
              { label: t('signIn.email'), value: linked.email ?? '–' },
              { label: t('signIn.own.since'), value: <MomentText at={linked.linkedAt} /> },
            ]}
          />
          <Unlink hasPassword={hasPassword} />
        </Section>
      ) : (
        <Section
          title={t('signIn.own.xero')}
          description={t(isOffered ? 'signIn.own.linkHelp' : 'signIn.own.isOff')}
        >
          {isOffered ? <LinkButton /> : null}
        </Section>
      )}
    </Page>
  )
}

/** For who signed up with Xero: the first password. */
function SetPassword({ email }: { email: string }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { password: '' } })
  const set = useWrite({
    send: (body: { password: string }, headers) =>
      answered(api.POST('/api/v1/me/password', { headers, body })),
    touches: [['xero-identity']],
    onDone: () => toast(t('signIn.own.passwordSet')),
    onRefused: (refusal) => showRefusal(form, refusal),
  })
  return (
    <form noValidate onSubmit={form.onSubmit((values) => set.mutate(values))}>
      <input hidden name="username" autoComplete="username" value={email} readOnly />
      <div className="hb-settings-password">
        <PasswordInput
          label={t('signIn.own.newPassword')}
          description={t('signIn.own.passwordHelp', { count: passwordLength.min })}
          autoComplete="new-password"
          maxLength={passwordLength.max}
          {...form.getInputProps('password')}
        />
        <RefusalNote refusal={set.error} fields={['password']} />
        <div>
          <Button type="submit" variant="default" loading={set.isPending}>
            {t('signIn.own.setPassword')}
          </Button>
        </div>
      </div>
    </form>
  )
}

function LinkButton() {
  const { t } = useTranslation()
  const start = useWrite<void, { authorizeUrl: string }>({
    send: (_, headers) => answered(api.POST('/api/v1/me/xero-identity', { headers })),
    onDone: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
  })
  return (
    <>
      <RefusalNote refusal={start.error} />
      <div className="hb-settings-actions">
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
          {t('signIn.own.link')}
        </Button>
      </div>
    </>
  )
}

function Unlink({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const unlink = useWrite({
    send: (_: void, headers) => answered(api.DELETE('/api/v1/me/xero-identity', { headers })),
    touches: [['xero-identity']],
    onDone: () => {
      setAsking(false)
      toast(t('signIn.own.unlinked'))
    },
  })
  if (!hasPassword) return <p className="hb-dim">{t('signIn.own.onlyWayIn')}</p>
  return (
    <>
      <div className="hb-settings-actions">
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('signIn.own.unlink')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('signIn.own.unlinkTitle')}
        confirmLabel={t('signIn.own.unlink')}
        isBusy={unlink.isPending}
        refusal={unlink.error}
        onConfirm={() => unlink.mutate()}
      >
        {t('signIn.own.unlinkText')}
      </ConfirmDialog>
    </>
  )
}
