import { answered, api, type Refusal } from '#client/api.ts'
import { timeZoneHere } from '#lib/formats.ts'
import { languageOf } from '#lib/languages.ts'
import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LogoMark } from '../shell/Wordmark.tsx'
import { focusFirstError, isGiven, showRefusal } from '../ui/form.ts'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useWrite } from '../write.ts'
import './SignInPage.css'

const newcomerQuery = queryOptions({
  queryKey: ['xero-sign-up'],
  queryFn: () => answered(api.GET('/api/v1/public/xero-sign-up')),
  retry: false,
  gcTime: 0,
})

type Fields = { workspaceName: string; currency: string; timeZone: string }

/** The second half of signing up: who it is, Xero has said; what the workspace is called is said here. */
export function SignUpPage() {
  const { t } = useTranslation()
  const newcomer = useQuery(newcomerQuery)
  useEffect(() => {
    document.title = `${t('signIn.signUp.title')} · Hourbook`
  }, [t])
  return (
    <main className="hb-sign-in">
      <div className="hb-sign-in-column">
        <div className="hb-sign-in-head">
          <LogoMark size={40} />
          <h1>{t('signIn.signUp.title')}</h1>
          {newcomer.data ? (
            <p>{t('signIn.signUp.who', { ...newcomer.data })}</p>
          ) : (
            <p>{t('signIn.tagline')}</p>
          )}
        </div>
        {newcomer.data ? <SignUpForm /> : null}
        <RefusalNote
          refusal={newcomer.error}
          action={
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => <Link to="/sign-in" {...props} />}
            >
              {t('signIn.signUp.back')}
            </Button>
          }
        />
      </div>
    </main>
  )
}

function SignUpForm() {
  const { t, i18n } = useTranslation()
  const form = useForm<Fields>({
    initialValues: { workspaceName: '', currency: 'EUR', timeZone: timeZoneHere() },
    validate: {
      workspaceName: isGiven(t('regional.nameMissing')),
      currency: (value) =>
        /^[A-Za-z]{3}$/.test(value.trim()) ? null : t('regional.currencyInvalid'),
    },
  })
  const save = useWrite({
    send: ({ workspaceName, currency, timeZone }: Fields) =>
      answered(
        api.POST('/api/v1/public/xero-sign-up', {
          body: {
            workspaceName: workspaceName.trim(),
            currency: currency.trim().toUpperCase(),
            timeZone,
            language: languageOf(i18n.language) ?? null,
          },
        }),
      ),
    // As after any sign-in: nothing of who was here before may stay.
    onDone: () => window.location.assign('/'),
    onRefused: (refusal: Refusal) => showRefusal(form, refusal),
  })
  return (
    <form
      noValidate
      className="hb-sign-in-form"
      onSubmit={form.onSubmit(
        (values) => save.mutate(values),
        (_errors, _values, event) => {
          if (event) focusFirstError(event.currentTarget as HTMLFormElement)
        },
      )}
    >
      <TextInput
        label={t('signIn.signUp.workspace')}
        description={t('signIn.signUp.workspaceHelp')}
        autoComplete="organization"
        maxLength={100}
        {...form.getInputProps('workspaceName')}
      />
      <TextInput
        label={t('regional.currency')}
        description={t('regional.currencyHelp')}
        maxLength={3}
        {...form.getInputProps('currency')}
      />
      <Select
        label={t('regional.timeZone')}
        searchable
        limit={100}
        allowDeselect={false}
        nothingFoundMessage={t('ui.nothingFound')}
        data={[...new Set([timeZoneHere(), ...Intl.supportedValuesOf('timeZone')])].toSorted()}
        {...form.getInputProps('timeZone')}
      />
      <RefusalNote refusal={save.error} fields={Object.keys(form.values)} />
      <Button type="submit" size="md" fullWidth loading={save.isPending}>
        {t('signIn.signUp.submit')}
      </Button>
    </form>
  )
}
