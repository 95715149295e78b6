import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LogoMark } from '../shell/Wordmark.tsx'
import { countUnsent } from '../offline/unsent.ts'
import { Callout } from '../ui/Callout.tsx'
import { publicQuery, signIn } from './session.ts'
import { XeroSignIn, XeroSignInProblem } from './XeroSignIn.tsx'
import './SignInPage.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation()
  const { returnTo, problem: fromXero, detail } = route.useSearch()
  const router = useRouter()
  const queryClient = useQueryClient()
  const about = useQuery(publicQuery)
  const { data: unsent } = useQuery({ queryKey: ['unsent'], queryFn: countUnsent, gcTime: 0 })
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) =>
        value.trim() === ''
          ? t('signIn.emailMissing')
          : /^\S+@\S+$/.test(value.trim())
            ? null
            : t('signIn.emailInvalid'),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
    },
  })

  useEffect(() => {
    document.title = `${t('signIn.title')} · Hourbook`
  }, [t])

  async function submit({ email, password }: { email: string; password: string }): Promise<void> {
    setIsBusy(true)
    setProblem(null)
    const outcome = await signIn(email.trim(), password)
    setIsBusy(false)
    if (outcome === 'done') {
      queryClient.removeQueries({ queryKey: ['me'] })
      router.history.push(returnTo ?? '/')
    } else if (outcome === 'wrong') {
      form.setFieldError('password', t('signIn.wrong'))
      form.getInputNode('password')?.focus()
    } else if (outcome === 'too_many') setProblem(t('signIn.tooMany'))
    else if (outcome === 'unreachable') setProblem(t('signIn.unreachable'))
    else setProblem(t('signIn.failed', { status: outcome.status }))
  }

  const demo = about.data?.isDemo ? about.data : undefined
  return (
    <main className="hb-sign-in">
      <div className="hb-sign-in-column">
        <div className="hb-sign-in-head">
          <LogoMark size={40} />
          <h1>{t('signIn.welcome')}</h1>
          <p>{t('signIn.tagline')}</p>
        </div>
        <form
          noValidate
          onSubmit={form.onSubmit((values) => void submit(values))}
          className="hb-sign-in-form"
        >
          <TextInput
            type="email"
            autoComplete="username"
            label={t('signIn.email')}
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            autoComplete="current-password"
            label={t('signIn.password')}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <XeroSignInProblem problem={fromXero} detail={detail} />
          {unsent ? <Callout>{t('offline.waitsHere', { count: unsent })}</Callout> : null}
          {problem ? (
            <Callout tone="danger" isLive>
              {problem}
            </Callout>
          ) : null}
          <Button type="submit" size="md" fullWidth loading={isBusy}>
            {t('signIn.submit')}
          </Button>
        </form>
        {about.data && about.data.xeroSignIn !== 'off' ? (
          <XeroSignIn
            mayStrangersSignUp={about.data.xeroSignIn === 'sign-up'}
            returnTo={returnTo}
          />
        ) : null}
        {demo?.demoEmail ? (
          <Callout
            title={t('signIn.demoTitle')}
            action={
              <Button
                variant="default"
                size="xs"
                onClick={() => {
                  form.setValues({
                    email: demo.demoEmail ?? '',
                    password: demo.demoPassword ?? '',
                  })
                  form.clearErrors()
                }}
              >
                {t('signIn.useDemo')}
              </Button>
            }
          >
            <div>{t('signIn.demo')}</div>
            <div className="hb-sign-in-demo">
              {demo.demoEmail}
              {demo.demoPassword ? ` · ${demo.demoPassword}` : ''}
            </div>
          </Callout>
        ) : null}
      </div>
    </main>
  )
}
