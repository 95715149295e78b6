import { useTranslation } from 'react-i18next'
import { SearchIcon } from '../ui/icons.tsx'
import { modKey } from './mod-key.ts'
import './palette.css'

/** Told to whoever shows the palette. */
export const openPaletteEvent = 'hourbook:palette'

/** Opens the palette, for who does not know its key. */
export function PaletteButton({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="hb-palette-button"
      data-compact={isCompact || undefined}
      aria-label={isCompact ? t('palette.title') : undefined}
      onClick={() => document.dispatchEvent(new Event(openPaletteEvent))}
    >
      <SearchIcon size={18} />
      {isCompact ? null : (
        <>
          <span>{t('palette.open')}</span>
          <kbd className="hb-kbd">{modKey} K</kbd>
        </>
      )}
    </button>
  )
}
