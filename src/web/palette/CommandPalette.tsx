import { answered, api } from '#client/api.ts'
import { Combobox, Modal, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../me.ts'
import { useTimer, useTimerWrites } from '../timer/use-timer.ts'
import { type Command, useCommands } from './use-commands.ts'
import './palette.css'

const debounceMs = 120
const foundLimit = 5

type CommandPaletteProps = { onClose: () => void; onKeys: () => void; onTimer: () => void }

/** Everything by its name: pages, clients, projects, and what can be done. Shows what the role allows. */
export function CommandPalette({ onClose, onKeys, onTimer }: CommandPaletteProps) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const combobox = useCombobox({ opened: true })
  const { actions, pages } = useCommands({ onKeys, onTimer })
  const found = useFound(query.trim())
  const wanted = wordsOf(query)
  const groups = [
    { label: t('palette.actions'), items: actions },
    { label: t('palette.pages'), items: pages },
    ...found,
  ]
    .map(({ label, items }) => ({ label, items: items.filter((each) => isMeant(each, wanted)) }))
    .filter(({ items }) => items.length > 0)
  const all = groups.flatMap(({ items }) => items)
  const shown = all.map(({ key }) => key).join()
  const { selectFirstOption } = combobox
  // Enter does the first thing that fits.
  useEffect(() => {
    if (shown !== '') selectFirstOption()
  }, [shown, selectFirstOption])

  function run(key: string): void {
    onClose()
    all.find((each) => each.key === key)?.run()
  }

  return (
    <Modal.Root opened onClose={onClose} size={560} yOffset="12dvh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')} className="hb-palette">
        <Combobox store={combobox} onOptionSubmit={run}>
          <Combobox.EventsTarget>
            <input
              data-autofocus
              className="hb-palette-input"
              type="text"
              aria-label={t('palette.title')}
              placeholder={t('palette.hint')}
              autoComplete="off"
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          </Combobox.EventsTarget>
          {/* It scrolls: also for who has no mouse. */}
          <Combobox.Options
            tabIndex={0}
            className="hb-palette-options"
            aria-label={t('palette.title')}
          >
            {groups.map(({ label, items }) => (
              <Combobox.Group key={label} label={label}>
                {items.map((item) => (
                  <Combobox.Option key={item.key} value={item.key} className="hb-palette-option">
                    <span className="hb-ellipsis">{item.label}</span>
                    {item.hint ? (
                      <span className="hb-dim hb-small hb-ellipsis">{item.hint}</span>
                    ) : null}
                    {item.keys ? <kbd className="hb-kbd">{item.keys}</kbd> : null}
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {all.length === 0 ? <Combobox.Empty>{t('ui.nothingFound')}</Combobox.Empty> : null}
          </Combobox.Options>
        </Combobox>
      </Modal.Content>
    </Modal.Root>
  )
}

// What the server found is meant, whichever of its words matched.
function isMeant(command: Command, wanted: readonly string[]): boolean {
  if (command.isFound) return true
  const text = `${command.label} ${command.hint ?? ''}`.toLowerCase()
  return wanted.every((word) => text.includes(word))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Clients and projects that a name brings up, each with its page; a project with its timer too. */
function useFound(query: string): { label: string; items: Command[] }[] {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const { timer } = useTimer()
  const { start } = useTimerWrites()
  const [q] = useDebouncedValue(query, debounceMs)
  const isAsked = q.length > 0
  const params = { query: { q, limit: foundLimit, withTotal: 'false' as const } }
  const clients = useQuery({
    queryKey: ['clients', 'palette', q],
    queryFn: () => answered(api.GET('/api/v1/clients', { params })),
    enabled: isAsked && can('clients:read'),
    placeholderData: keepPreviousData,
  })
  const projects = useQuery({
    queryKey: ['projects', 'palette', q],
    queryFn: () => answered(api.GET('/api/v1/projects', { params })),
    enabled: isAsked && can('projects:read'),
    placeholderData: keepPreviousData,
  })
  if (!isAsked) return []
  const foundProjects = projects.data?.items ?? []
  return [
    {
      label: t('palette.projects'),
      items: foundProjects.map(({ id, name, clientName }) => ({
        key: `project ${id}`,
        label: name,
        hint: clientName,
        isFound: true,
        run: () => void navigate({ to: '/projects/$projectId', params: { projectId: id } }),
      })),
    },
    {
      label: t('palette.timers'),
      items: (can('registrations:own') ? foundProjects : []).map(({ id, name, clientName }) => ({
        key: `timer ${id}`,
        label: timer ? t('palette.switchTimer', { name }) : t('palette.startTimer', { name }),
        hint: clientName,
        isFound: true,
        run: () => start.mutate({ projectId: id, taskId: null, notes: '' }),
      })),
    },
    {
      label: t('palette.clients'),
      items: (clients.data?.items ?? []).map(({ id, name, number }) => ({
        key: `client ${id}`,
        label: name,
        hint: number ?? '',
        isFound: true,
        run: () =>
          void navigate({ to: '/administration/clients/$clientId', params: { clientId: id } }),
      })),
    },
  ]
}
