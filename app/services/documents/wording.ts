import { DateTime } from 'luxon'

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' }

/** An exact amount as people write it: `$1,234.00`, `−$20.00`. */
export function wordAmount(amount: string, currency: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? []
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${sign && '−'}${SYMBOLS[currency] ?? `${currency} `}${grouped}${fraction}`
}

/** A calendar day: `May 1, 2026`. */
export function wordDate(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc', locale: 'en-US' }).toFormat('LLLL d, yyyy')
}

/** A fraction as a percentage: `0.05` is `5 %`. */
export function wordPercent(fraction: string): string {
  const [, whole = '0', digits = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(fraction) ?? []
  const padded = digits.padEnd(2, '0')
  const percent = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = padded.slice(2).replace(/0+$/, '')
  return `${percent}${rest && `.${rest}`}\u00a0%`
}

/** A name of the language as a person reads it: `medical_250000` is `Medical 250,000`. */
export function wordName(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replaceAll(/\b\d{4,}\b/g, (digits) => digits.replaceAll(/\B(?=(\d{3})+$)/g, ','))
  return words.charAt(0).toUpperCase() + words.slice(1)
}
