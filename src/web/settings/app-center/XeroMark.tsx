/** A blue disc with an x: names Xero without being its logo. */
export function XeroMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" fill="none" aria-hidden>
      <circle cx="20" cy="20" r="20" fill="#0b7fa8" />
      <path
        d="M14.5 14.5l11 11M25.5 14.5l-11 11"
        stroke="#fff"
        strokeWidth="3.2"
        strokeLinecap="round"
      />
    </svg>
  )
}
