import type { State } from './writes.ts'

/** What tabs of one browser tell each other. */
type Message =
  | { kind: 'writes' }
  | { kind: 'sent'; states: readonly State[] }
  | { kind: 'account' }
  | { kind: 'signed_out' }

const channel = new BroadcastChannel('hourbook')

export function tellTabs(message: Message): void {
  channel.postMessage(message)
}

export function hearTabs(listener: (message: Message) => void): void {
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => listener(data))
}
