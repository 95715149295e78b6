import { useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { allowedEntry, mainMenu, settingsMenu } from '../shell/menu.ts'
import { useTimer } from '../timer/use-timer.ts'

export type Command = {
  key: string
  label: string
  hint?: string
  keys?: string
  /** Found by the server: it is not asked again whether its words fit. */
  isFound?: boolean
  run: () => void
}

/** The pages and actions that the role allows. */
export function useCommands({ onKeys, onTimer }: { onKeys: () => void; onTimer: () => void }) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const { timer } = useTimer()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const go = (to: string) => () => void navigate({ to })
  const pages = [...mainMenu, settingsMenu].flatMap((entry): Command[] => {
    const allowed = allowedEntry(entry, can)
    if (!allowed) return []
    const below = allowed.pages?.map(({ label, to }) => ({
      key: to,
      label: t(label),
      hint: t(allowed.label),
      run: go(to),
    }))
    const { key, label, to = '/' } = allowed
    return below ?? [{ key, label: t(label), run: go(to) }]
  })
  const timesheets: Command[] = [
    { key: 'week', label: t('palette.week'), keys: 'G W', run: go('/timesheets/week') },
    { key: 'month', label: t('palette.month'), keys: 'G M', run: go('/timesheets/month') },
    { key: 'expenses', label: t('timesheets.expenses'), run: go('/timesheets/expenses') },
    { key: 'mileages', label: t('timesheets.mileages'), run: go('/timesheets/mileages') },
  ]
  const actions: (Command & { isAllowed?: boolean })[] = [
    {
      key: 'timer',
      label: timer ? t('timer.stop') : t('timer.start'),
      keys: 'T',
      isAllowed: can('registrations:own'),
      run: onTimer,
    },
    { key: 'add-hours', label: t('timesheets.addHours'), keys: 'N', run: go('/timesheets') },
    {
      key: 'new-client',
      label: t('palette.newClient'),
      isAllowed: can('clients:write'),
      run: go('/administration/clients'),
    },
    {
      key: 'new-project',
      label: t('palette.newProject'),
      isAllowed: can('projects:write'),
      run: go('/projects/new'),
    },
    {
      key: 'export',
      label: t('palette.export'),
      isAllowed: can('xero:export'),
      run: go('/reports/hours'),
    },
    {
      key: 'appearance',
      label: colorScheme === 'dark' ? t('palette.light') : t('palette.dark'),
      run: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    { key: 'keys', label: t('palette.keys'), keys: '?', run: onKeys },
  ]
  return {
    pages: [...pages, ...timesheets],
    actions: actions.filter(({ isAllowed = true }) => isAllowed),
  }
}
