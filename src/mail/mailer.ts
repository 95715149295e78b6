import { Readable } from 'node:stream'
import type { Mailer, MailOutcome, Message } from '#app/ports/mailer.ts'
import { say } from '#domain/words/say.ts'
import type { NodemailerError } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection'
import { htmlOf } from './html-of.ts'
import type { MailConfig } from './mail-config.ts'

const patienceOfPeople = { connectMs: 15_000, answerMs: 30_000, wholeMs: 90_000 }
const longestAnswer = 1000

/** Speaks SMTP, a connection for each e-mail. Without a configuration nothing can be sent. */
export function createMailer(config: MailConfig | null): Mailer {
  if (config === null) {
    const answer = say('No mail server is configured.')
    return { from: null, send: async () => await Promise.resolve({ kind: 'busy', answer }) }
  }
  return { from: config.from, send: async (message) => await send(config, message) }
}

async function send(config: MailConfig, message: Message): Promise<MailOutcome> {
  const content = await compose(config, message)
  const { patience = patienceOfPeople } = config
  const connection = new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.isSecure,
    // A password never goes over the wire as it is.
    requireTLS: !config.isSecure && config.user !== null && !isThisMachine(config.host),
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.answerMs,
    socketTimeout: patience.answerMs,
    dnsTimeout: patience.connectMs,
  })
  // Once the server asks for the message it may take it, whatever is heard of it after that.
  let isUnderway = false
  const stream = Readable.from(
    (function* () {
      isUnderway = true
      yield content
    })(),
  )
  try {
    const info = await within(patience.wholeMs, async () => {
      await opened(connection, config)
      return await handedOver(connection, { message, from: config.from, stream })
    })
    return { kind: 'sent', answer: answerOf(info) }
  } catch (error) {
    return outcomeOf(error, isUnderway)
  } finally {
    connection.close()
  }
}

async function opened(connection: SMTPConnection, { user, password }: MailConfig): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.on('error', reject)
    connection.once('end', () => reject(new Error(say('The connection was closed.'))))
    connection.connect((error) => (error ? reject(error) : resolve()))
  })
  if (user === null) return
  await new Promise<void>((resolve, reject) => {
    connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve()))
  })
}

async function handedOver(
  connection: SMTPConnection,
  { message, from, stream }: { message: Message; from: string; stream: Readable },
): Promise<SMTPConnectionSendInfo> {
  const envelope = { from, to: [...new Set([...message.to, ...message.cc, ...message.bcc])] }
  return await new Promise((resolve, reject) => {
    connection.on('error', reject)
    connection.once('end', () => reject(new Error(say('The connection was closed.'))))
    connection.send(envelope, stream, (error, info) => (error ? reject(error) : resolve(info)))
  })
}

async function compose(config: MailConfig, message: Message): Promise<Buffer> {
  const { messageId, senderName, replyTo, subject, body, language } = message
  const composer = new MailComposer({
    messageId,
    from: { name: senderName, address: config.from },
    to: [...message.to],
    cc: [...message.cc],
    ...(replyTo !== null && { replyTo }),
    subject,
    text: body,
    html: htmlOf(body, { language, subject }),
    attachments: message.attachments.map(({ fileName, mediaType, bytes }) => ({
      filename: fileName,
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
    headers: {
      'Content-Language': language,
      ...(message.isAutomatic && { 'Auto-Submitted': 'auto-generated' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return await composer.compile().build()
}

function outcomeOf(error: unknown, isUnderway: boolean): MailOutcome {
  const { message, response, responseCode = 0, permanent } = error as Partial<NodemailerError>
  const answer = (typeof response === 'string' && response ? response : (message ?? '')).slice(
    0,
    longestAnswer,
  )
  if (permanent === true) return { kind: 'refused', answer }
  if (responseCode >= 400) return { kind: 'busy', answer }
  return { kind: isUnderway ? 'unknown' : 'busy', answer }
}

function answerOf({ response, rejectedErrors = [] }: SMTPConnectionSendInfo): string {
  const declined = rejectedErrors.map(({ recipient, response: words }) => `${recipient}: ${words}`)
  return [response, ...declined].join('\n').slice(0, longestAnswer)
}

async function within<Value>(limitMs: number, work: () => Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(say('The mail server took too long.'))), limitMs)
  })
  try {
    return await Promise.race([work(), tooLong])
  } finally {
    clearTimeout(timer)
  }
}

function isThisMachine(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1'].includes(host)
}
