/** `after - before`, of two amounts of one currency, exactly: with a sign where it is below zero. */
export function differenceOf(before: string, after: string): string {
  const digits = before.length - 1 - before.indexOf('.')
  const inCents = (amount: string) => BigInt(amount.replace('.', ''))
  const cents = inCents(after) - inCents(before)
  if (!before.includes('.')) return cents.toString()
  const text = (cents < 0n ? -cents : cents).toString().padStart(digits + 1, '0')
  return `${cents < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Which of two amounts of one currency comes first when they ascend. */
export function compareAmounts(one: string, other: string): number {
  const difference = differenceOf(other, one)
  return difference.startsWith('-') ? -1 : /[1-9]/.test(difference) ? 1 : 0
}
