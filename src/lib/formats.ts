/** How a workspace writes numbers and days. All functions are pure; days and decimals stay strings. */
export type FormatSettings = {
  currency: string
  timeZone: string
  language: string
  dateFormat: string
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
      return number((Math.round(seconds / 36) / 100).toFixed(2))
    }
    const minutes = Math.round(seconds / 60)
    return `${number(String(Math.floor(minutes / 60)))}:${String(minutes % 60).padStart(2, '0')}`
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
    return new Intl.DateTimeFormat(locale(settings.language), {
      ...options,
      timeZone: 'UTC',
    }).format(new Date(`${isoDay}T12:00:00Z`))
  }

  /** A moment in the workspace's time zone: day and clock time. */
  function moment(iso: string): string {
    const at = new Date(iso)
    const clock = new Intl.DateTimeFormat(locale(settings.language), {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: settings.timeZone,
    }).format(at)
    return `${day(dayOf(at))} ${clock}`
  }

  /** The calendar day of a moment in the workspace's time zone. */
  function dayOf(at: Date): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: settings.timeZone }).format(at)
  }

  return {
    settings,
    decimalSeparator: decimal,
    number,
    money,
    quantity,
    duration,
    day,
    dayText,
    moment,
    dayOf,
  }
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

function locale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}
