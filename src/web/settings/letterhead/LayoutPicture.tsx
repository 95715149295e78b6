import type { LetterheadLayout } from '#domain/letterhead.ts'

/** A page in miniature, in the colour that is chosen. */
export function LayoutPicture({ layout, color }: { layout: LetterheadLayout; color: string }) {
  const isModern = layout === 'modern'
  const isCompact = layout === 'compact'
  const top = isCompact ? 26 : 46
  const gap = isCompact ? 5 : 8
  return (
    <svg viewBox="0 0 84 118" className="hb-layout-picture" aria-hidden="true">
      <rect width="84" height="118" fill="#fff" />
      {isModern ? <rect width="84" height="22" fill={color} /> : null}
      {isModern ? <rect x="9" y="9" width="26" height="5" rx="1" fill="#fff" /> : null}
      {isModern ? null : <rect x="9" y="9" width={isCompact ? 14 : 22} height="4" fill={color} />}
      <g fill="#c9cac4">
        {isModern ? null : <rect x="57" y="9" width="18" height="2" />}
        {isModern ? null : <rect x="61" y="13" width="14" height="2" />}
        <rect x={isCompact ? 32 : 9} y={isCompact ? 9 : 27} width="18" height="2" />
        <rect x={isCompact ? 32 : 9} y={isCompact ? 13 : 31} width="14" height="2" />
        {[0, 1, 2, 3, 4].map((row) => (
          <g key={row}>
            <rect x="9" y={top + 6 + row * gap} width="34" height="2" />
            <rect x="65" y={top + 6 + row * gap} width="10" height="2" />
          </g>
        ))}
      </g>
      {layout === 'classic' ? <rect x="9" y="38" width="24" height="4" fill="#31332e" /> : null}
      <rect
        x="9"
        y={top}
        width="66"
        height={isModern ? 3 : 1}
        fill={isCompact ? '#31332e' : color}
      />
      <rect
        x="49"
        y={top + 6 + 5 * gap}
        width="26"
        height={isModern ? 6 : 1}
        fill={isCompact ? '#31332e' : color}
      />
    </svg>
  )
}
