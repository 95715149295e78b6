import { useNavigate } from '@tanstack/react-router'
import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react'
import { undoLast } from '../undo.ts'
import { openPaletteEvent } from './PaletteButton.tsx'

const CommandPalette = lazy(async () => {
  const { CommandPalette: component } = await import('./CommandPalette.tsx')
  return { default: component }
})
const KeysSheet = lazy(async () => {
  const { KeysSheet: component } = await import('./KeysSheet.tsx')
  return { default: component }
})

const sequenceMs = 1200
const places: Record<string, string> = {
  l: '/timesheets',
  w: '/timesheets/week',
  m: '/timesheets/month',
  r: '/reports/hours',
  p: '/projects',
}
const buttons: Record<string, string> = { t: 'timer', '[': 'previous', ']': 'next', '.': 'today' }

/** The keys that work everywhere, the palette, and the sheet that tells of them. */
export const Keyboard = memo(function Keyboard() {
  const navigate = useNavigate()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const wentAt = useRef(0)

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const key = event.key.toLowerCase()
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && key === 'k') {
        event.preventDefault()
        setOpen('palette')
        return
      }
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return
      if (isCommand && key === 'z' && undoLast()) event.preventDefault()
      if (isCommand || event.altKey) return
      const to = Date.now() - wentAt.current < sequenceMs ? places[key] : undefined
      wentAt.current = key === 'g' ? Date.now() : 0
      const button = buttons[key]
      if (to) void navigate({ to })
      else if (key === '?') setOpen('keys')
      else if (key === 'n') void addHours()
      else if (button) press(button)
      else return
      event.preventDefault()
    }
    async function addHours(): Promise<void> {
      await navigate({ to: '/timesheets' })
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.hb-quick-project input')?.focus(),
      )
    }
    const onOpen = () => setOpen('palette')
    document.addEventListener('keydown', onKey)
    document.addEventListener(openPaletteEvent, onOpen)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener(openPaletteEvent, onOpen)
    }
  }, [navigate])

  const close = () => setOpen(null)
  return (
    <Suspense>
      {open === 'palette' ? (
        <CommandPalette
          onClose={close}
          onKeys={() => setOpen('keys')}
          onTimer={() => press('timer')}
        />
      ) : null}
      {open === 'keys' ? <KeysSheet onClose={close} /> : null}
    </Suspense>
  )
})

function isTyping(target: EventTarget | null): boolean {
  const fields = 'input, textarea, select, [contenteditable]'
  return target instanceof HTMLElement && target.matches(fields)
}

/** Presses the button that has this key, if there is one in sight. */
function press(name: string): void {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`)]
  all.find((each) => each.offsetParent !== null)?.click()
}
