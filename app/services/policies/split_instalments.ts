import { DateTime } from 'luxon'

export interface Instalment {
  readonly number: number
  readonly dueOn: string
  readonly amount: string
}

/**
 * A total in equal monthly instalments from the first day of cover; the cents that do not divide are
 * in the first, so that the sum is the total.
 */
export function splitInstalments(
  total: string,
  count: number,
  beginsOn: string
): readonly Instalment[] {
  const cents = BigInt(total.replace('.', ''))
  const each = cents / BigInt(count)
  const first = cents - each * BigInt(count - 1)
  const begins = DateTime.fromISO(beginsOn, { zone: 'utc' })
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    dueOn: begins.plus({ months: at }).toFormat('yyyy-MM-dd'),
    amount: inCents(at === 0 ? first : each),
  }))
}

function inCents(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
