import { useMe } from '../me.ts'
import { useTranslation } from 'react-i18next'

/** The sign of Hourbook: an H whose right half is the hand of a clock. */
export function LogoMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#0b6b4f" />
      <path d="M9 8v16M23 8v16M9 16h7" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <path d="M16 16l4.2-4.2" stroke="#8fd9bd" strokeWidth="3.2" strokeLinecap="round" />
    </svg>
  )
}

/** The product and whose workspace this is. */
export function Wordmark() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  return (
    <div className="hb-wordmark">
      <LogoMark size={28} />
      <div className="hb-wordmark-words">
        <span className="hb-wordmark-name hb-ellipsis">{workspace.name}</span>
        <span className="hb-wordmark-product">{t('shell.product')}</span>
      </div>
    </div>
  )
}
