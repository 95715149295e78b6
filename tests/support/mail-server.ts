import type { MailConfig } from '#mail/mail-config.ts'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** What the server does with the next connection instead of taking the message. */
export type MailFault =
  /** Says no to the recipient for good. */
  | 'refuse-recipient'
  /** Says no to the recipient for a while. */
  | 'busy'
  /** Says nothing to the recipient. */
  | 'silent'
  /** Closes the connection before it asks for the message. */
  | 'drop-before-data'
  /** Takes the whole message, and closes the connection without a word. */
  | 'drop-after-data'
  /** Reads the message, and will not have it. */
  | 'refuse-message'

export type ReceivedMail = {
  from: string
  to: string[]
  source: string
  /** The same with its text parts decoded. */
  text: string
}

const answers: Partial<Record<MailFault, [code: number, words: string]>> = {
  'refuse-recipient': [550, 'No such person here'],
  busy: [451, 'Try again later'],
  'refuse-message': [554, 'This looks like spam'],
}

/** A mail server on a socket that keeps what it took, and misbehaves when told to. */
export async function startMailServer() {
  const received: ReceivedMail[] = []
  const faults: MailFault[] = []
  const faultOf = new Map<string, MailFault | undefined>()
  let connections = 0
  const drop = ({ id }: SMTPServerSession) => {
    for (const connection of server.connections) {
      if (connection.session.id === id) connection._socket.destroy()
    }
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onConnect: (session, done) => {
      connections += 1
      faultOf.set(session.id, faults.shift())
      done()
    },
    onRcptTo: (_address, session, done) => {
      const fault = faultOf.get(session.id)
      if (fault === 'silent') return
      if (fault === 'drop-before-data') return drop(session)
      done(fault === 'refuse-message' ? null : refusal(fault))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks)
        const fault = faultOf.get(session.id)
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        const to = rcptTo.map(({ address }) => address)
        if (fault === 'refuse-message') return done(refusal(fault))
        received.push({ from, to, source: source.toString('utf8'), text: decoded(source) })
        return fault === 'drop-after-data' ? drop(session) : done(null, 'Taken')
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const config: MailConfig = {
    host: '127.0.0.1',
    port,
    isSecure: false,
    user: null,
    password: null,
    from: 'hours@example.com',
    patience: { connectMs: 2000, answerMs: 300, wholeMs: 5000 },
  }
  return {
    config,
    url: `smtp://127.0.0.1:${port}`,
    /** What it took, the oldest first. */
    received,
    /** What happens to the next connections, one each. */
    fail: (...next: MailFault[]) => void faults.push(...next),
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      for (const connection of server.connections) connection._socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

function refusal(fault: MailFault | undefined): Error | null {
  const [responseCode, words] = (fault && answers[fault]) ?? []
  return responseCode === undefined ? null : Object.assign(new Error(words), { responseCode })
}

function decoded(source: Buffer): string {
  const bytes = source
    .toString('latin1')
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
