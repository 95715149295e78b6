import { useEffect, useEffectEvent, useState } from 'react'

type Drop = {
  /** Told the files, and the element they were dropped on; null when they were pasted. */
  onFiles: (files: readonly File[], on: Element | null) => void
  isOff?: boolean
}

/** Files that are dropped anywhere on the page, or pasted, while this is in sight. Tells what files are held over. */
export function useFileDrop({ onFiles, isOff = false }: Drop): Element | null {
  const [over, setOver] = useState<Element | null>(null)
  const give = useEffectEvent(onFiles)
  useEffect(() => {
    if (isOff) return undefined
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(elementOf(event))
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(null)
    }
    const drop = (event: DragEvent) => {
      setOver(null)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      give(files, elementOf(event))
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      give(files, null)
    }
    document.addEventListener('dragover', hold)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragover', hold)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [isOff])
  return over
}

function elementOf({ target }: Event): Element | null {
  return target instanceof Element ? target : null
}
