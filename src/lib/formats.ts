/** How a workspace writes numbers and days. All functions are pure; days and decimals stay strings. */
export const dateFormats = [
  'yyyy-MM-dd',
  'dd-MM-yyyy',
  'd-M-yyyy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd.MM.yyyy',
  'd MMM yyyy',
] as const
export const timeFormats = ['24h', '12h'] as const
export const numberFormats = ['1,234.56', '1.234,56', '1 234,56'] as const
export const durationFormats = ['h:mm', 'decimal'] as const

export type FormatSettings = {
  currency: string
  timeZone: string
  language: string
  dateFormat: string
  timeFormat: string
  numberFormat: string
  durationFormat: string
  weekStartsOn: number
}

export type Formats = ReturnType<typeof createFormats>

const separators: Record<string, { group: string; decimal: string }> = {
  '1,234.56': { group: ',', decimal: '.' },
  '1.234,56': { group: '.', decimal: ',' },
  '1 234,56': { group: ' ', decimal: ',' },
}

const secondsPerHundredth = 36

export function createFormats(settings: FormatSettings) {
  const { group, decimal } = separators[settings.numberFormat] ?? { group: ',', decimal: '.' }
  const symbols = new Map<string, string>()

  /** '-1234.5' written with the workspace's separators: '-1,234.5'. */
  function number(value: string): string {
    const [whole = '0', fraction] = value.replace('-', '').split('.')
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
    return `${value.startsWith('-') ? '−' : ''}${grouped}${fraction ? decimal + fraction : ''}`
  }

  /** Minor units as an amount with two decimals; with the currency's symbol unless `null` is given. */
  function money(minor: number, currency: string | null = settings.currency): string {
    const digits = Math.abs(minor).toString().padStart(3, '0')
    const amount = number(`${digits.slice(0, -2)}.${digits.slice(-2)}`)
    return `${minor < 0 ? '−' : ''}${currency === null ? '' : symbol(currency)}${amount}`
  }

  function symbol(currency: string): string {
    const known = symbols.get(currency)
    if (known !== undefined) return known
    const text = currencySymbol(currency)
    symbols.set(currency, text)
    return text
  }

  /** A decimal without needless zeros, at least `minimum` decimals: '95.0000' is '95.00' with 2. */
  function quantity(value: string, minimum = 0): string {
    const [whole = '0', fraction = ''] = value.split('.')
    const kept = fraction.replace(/0+$/, '').padEnd(minimum, '0')
    return number(kept ? `${whole}.${kept}` : whole)
  }

  /** Seconds as '7:30' or '7.50', by the workspace's setting. */
  function duration(seconds: number): string {
    if (settings.durationFormat === 'decimal') {
      const hundredths = Math.round(seconds / secondsPerHundredth)
      return number(`${Math.floor(hundredths / 100)}.${pad(hundredths % 100)}`)
    }
    const minutes = Math.round(seconds / 60)
    return `${number(String(Math.floor(minutes / 60)))}:${pad(minutes % 60)}`
  }

  /** 'YYYY-MM-DD' in the workspace's format. */
  function day(isoDay: string): string {
    const [year = '', month = '', date = ''] = isoDay.split('-')
    const parts: Record<string, string> = {
      yyyy: year,
      yy: year.slice(2),
      MMMM: dayText(isoDay, { month: 'long' }),
      MMM: dayText(isoDay, { month: 'short' }),
      MM: month,
      M: String(Number(month)),
      dd: date,
      d: String(Number(date)),
    }
    return settings.dateFormat.replace(/yyyy|yy|MMMM|MMM|MM|M|dd|d/g, (part) => parts[part] ?? part)
  }

  /** A day in words, such as 'Monday 23 November': pass what is to be shown. */
  function dayText(isoDay: string, options: Intl.DateTimeFormatOptions): string {
    const written = writer(locale(settings), { ...options, timeZone: 'UTC' })
    return written.format(new Date(`${isoDay}T12:00:00Z`))
  }

  /** 'HH:MM', or 'HH:MM:SS' with its seconds, as the workspace reads its clocks: '09:05' or '9:05 am'. */
  function time(clock: string): string {
    const [hours = '', ...rest] = clock.split(':')
    // The end of a day has no name on a clock of twelve hours.
    if (settings.timeFormat !== '12h' || hours === '24') return clock
    const hour = Number(hours)
    return `${[hour % 12 || 12, ...rest].join(':')} ${hour < 12 ? 'am' : 'pm'}`
  }

  /** From one time of a day to another. */
  function times(startedAt: string, endedAt: string): string {
    return `${time(startedAt)} – ${time(endedAt)}`
  }

  /** A moment in the workspace's time zone: day and clock time. */
  function moment(iso: string, precision: 'minutes' | 'seconds' = 'minutes'): string {
    const at = new Date(iso)
    const clock = writer('en-GB', { ...clockParts, timeZone: settings.timeZone }).format(at)
    return `${day(dayOf(at))} ${time(precision === 'seconds' ? clock : clock.slice(0, 5))}`
  }

  /** The calendar day of a moment in the workspace's time zone. */
  function dayOf(at: Date): string {
    return writer('en-CA', { timeZone: settings.timeZone }).format(at)
  }

  /** A number that is computed, such as a share: rounded to so many decimals. */
  function rounded(value: number, decimals = 0): string {
    return number(value.toFixed(decimals))
  }

  /** Names one after the other: 'A, B and C'. */
  function list(names: readonly string[]): string {
    return new Intl.ListFormat(locale(settings)).format(names)
  }

  return {
    settings,
    decimalSeparator: decimal,
    number,
    money,
    quantity,
    duration,
    rounded,
    day,
    dayText,
    time,
    times,
    moment,
    dayOf,
    list,
  }
}

/** The shortest sign of a currency, such as '€'; its code where it has none. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

/**
 * What a person typed as a number, as a plain decimal text: '1.234,5' is '1234.5' where the comma separates decimals.
 * A lone separator is taken for the decimals' unless three digits follow it and it is not the workspace's own.
 */
export function decimalFromText(typed: string, decimalSeparator: string): string | undefined {
  const text = typed.replace(/[\s\u00a0\u202f']/g, '')
  if (!/^-?[\d.,]*\d[.,]?$/.test(text)) return undefined
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const mark = text[last]
  const marks = text.replace(/[^.,]/g, '')
  const isGroup =
    mark !== undefined &&
    ((marks.length > 1 && marks === mark.repeat(marks.length)) ||
      (marks.length === 1 && mark !== decimalSeparator && /[.,]\d{3}$/.test(text)))
  const whole = (isGroup || last < 0 ? text : text.slice(0, last)).replace(/[.,]/g, '')
  const fraction = isGroup || last < 0 ? '' : text.slice(last + 1)
  const digits = whole.replace('-', '').replace(/^0+(?=\d)/, '') || '0'
  return `${whole.startsWith('-') ? '-' : ''}${digits}${fraction ? `.${fraction}` : ''}`
}

function currencySymbol(currency: string): string {
  try {
    const parts = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).formatToParts(0)
    const text = parts.find((part) => part.type === 'currency')?.value ?? currency
    return text.length > 1 ? `${text} ` : text
  } catch {
    return `${currency} `
  }
}

// Who writes the month first, reads it first in words as well.
function locale({ language, dateFormat }: FormatSettings): string {
  if (language !== 'en') return language
  return dateFormat.startsWith('M') ? 'en-US' : 'en-GB'
}

const clockParts = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const
const writers = new Map<string, Intl.DateTimeFormat>()

// Making one is a thousand times slower than using it, and a list has hundreds of days.
function writer(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options])
  const written = writers.get(key) ?? new Intl.DateTimeFormat(language, options)
  writers.set(key, written)
  return written
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

/** The day, YYYY-MM-DD, that a moment falls on in a time zone, without Temporal: a page is to open fast. */
export function dayAt(timeZone: string, moment: Date): string {
  const { year, month, day } = partsAt(timeZone, moment)
  return `${year}-${month}-${day}`
}

/** The time, HH:MM, that a moment falls on in a time zone. */
export function timeAt(timeZone: string, moment: Date): string {
  const { hour, minute } = partsAt(timeZone, moment)
  return `${hour}:${minute}`
}

function partsAt(timeZone: string, moment: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
}

/** The time zone of this browser. */
export function timeZoneHere(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
