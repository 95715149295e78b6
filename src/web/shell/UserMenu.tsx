import { answered, api } from '#client/api.ts'
import { type Language, languageOf, languages } from '#lib/languages.ts'
import { Menu, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery, useMe } from '../me.ts'
import { LeaveDialog } from '../offline/LeaveDialog.tsx'
import { leaveDevice } from '../offline/leaving.ts'
import { countUnsent } from '../offline/unsent.ts'
import { toastProblem } from '../ui/toast.tsx'
import { useWrite } from '../write.ts'
import { ChevronDownIcon, JournalIcon, SignOutIcon } from '../ui/icons.tsx'

const schemes = ['auto', 'light', 'dark'] as const

/** Who is signed in: appearance, language, API reference, sign out. */
export function UserMenu() {
  const { t } = useTranslation()
  const { member } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [unsent, setUnsent] = useState(0)
  async function leave(): Promise<void> {
    const count = await countUnsent()
    if (count > 0) setUnsent(count)
    else await leaveNow()
  }
  async function leaveNow(): Promise<void> {
    await leaveDevice()
    queryClient.clear()
    await navigate({ to: '/sign-in' })
  }

  return (
    <>
      {unsent > 0 ? (
        <LeaveDialog count={unsent} onLeave={() => void leaveNow()} onClose={() => setUnsent(0)} />
      ) : null}
      <Menu position="top-start" width={240} closeOnItemClick={false}>
        <Menu.Target>
          <button type="button" className="hb-user">
            <span className="hb-sr">{t('shell.userMenu')}</span>
            <span className="hb-avatar" aria-hidden>
              {initials(member.name)}
            </span>
            <span className="hb-user-words">
              <span className="hb-ellipsis">{member.name}</span>
              <span className="hb-ellipsis hb-dim hb-small">{t(`shell.roles.${member.role}`)}</span>
            </span>
            <ChevronDownIcon size={14} className="hb-dim" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('shell.theme')}</Menu.Label>
          <Menu.RadioGroup
            aria-label={t('shell.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(schemes.find((each) => each === value) ?? 'auto')}
          >
            <Menu.RadioItem value="auto">{t('shell.themeAuto')}</Menu.RadioItem>
            <Menu.RadioItem value="light">{t('shell.themeLight')}</Menu.RadioItem>
            <Menu.RadioItem value="dark">{t('shell.themeDark')}</Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.Divider />
          <LanguageChoice />
          <Menu.Divider />
          <EmailChoice />
          <Menu.Divider />
          <Menu.Item component="a" href="/api/docs" target="_blank" leftSection={<JournalIcon />}>
            {t('shell.apiReference')}
          </Menu.Item>
          <Menu.Item closeMenuOnClick leftSection={<SignOutIcon />} onClick={() => void leave()}>
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function LanguageChoice() {
  const { t } = useTranslation()
  const me = useMe()
  const queryClient = useQueryClient()
  const save = useWrite({
    send: (language: Language | null, headers) =>
      answered(api.PATCH('/api/v1/me', { headers, body: { language } })),
    onDone: (saved) => queryClient.setQueryData(meQuery.queryKey, saved),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  const ofWorkspace = languageOf(me.workspace.language) ?? 'en'
  return (
    <>
      <Menu.Label>{t('regional.language')}</Menu.Label>
      <Menu.RadioGroup
        aria-label={t('regional.language')}
        value={me.member.language ?? ''}
        onChange={(value) => save.mutate(languageOf(value) ?? null)}
      >
        <Menu.RadioItem value="">
          {t('regional.languageOfWorkspace', { language: t(`regional.languages.${ofWorkspace}`) })}
        </Menu.RadioItem>
        {languages.map((each) => (
          <Menu.RadioItem key={each} value={each} lang={each}>
            {t(`regional.languages.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

function EmailChoice() {
  const { t } = useTranslation()
  const { member } = useMe()
  const queryClient = useQueryClient()
  const save = useWrite({
    send: (wantsApprovalEmails: boolean, headers) =>
      answered(api.PATCH('/api/v1/me', { headers, body: { wantsApprovalEmails } })),
    onDone: (saved) => queryClient.setQueryData(meQuery.queryKey, saved),
    onRefused: (refusal) => toastProblem(refusal.message),
  })
  return (
    <Menu.CheckboxItem
      checked={member.wantsApprovalEmails}
      onChange={(isWanted) => save.mutate(isWanted)}
    >
      {t('shell.approvalEmails')}
    </Menu.CheckboxItem>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : undefined
  return [words[0], last]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}
