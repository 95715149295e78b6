type ClippedTextProps = { text: string; className?: string }

/** One line that is cut off with dots where there is no room; the whole text shows on hover. */
export function ClippedText({ text, className }: ClippedTextProps) {
  return (
    <span className={className ? `hb-clipped ${className}` : 'hb-clipped'} title={text}>
      {text}
    </span>
  )
}
