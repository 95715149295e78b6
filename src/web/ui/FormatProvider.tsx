import { createContext, use, useMemo, type ReactNode } from 'react'
import { createFormats, type Formats, type FormatSettings } from '#lib/formats.ts'

const FormatContext = createContext<Formats | null>(null)

type FormatProviderProps = { settings: FormatSettings; children: ReactNode }

export function FormatProvider({ settings, children }: FormatProviderProps) {
  const formats = useMemo(() => createFormats(settings), [settings])
  return <FormatContext value={formats}>{children}</FormatContext>
}

/** The workspace's way of writing money, numbers, days and durations. */
export function useFormats(): Formats {
  const formats = use(FormatContext)
  if (!formats) throw new Error('useFormats is used inside FormatProvider')
  return formats
}
