/** A year is full when its month and day come round again: for 29 February, on 1 March. */
export function wholeYears(from: string, to: string): number {
  const year = (date: string) => Number(date.slice(0, 4))
  return year(to) - year(from) - (to.slice(5) < from.slice(5) ? 1 : 0)
}

/** A quotient of whole numbers, not negative, to the nearest; a half goes up. */
export function halfUp(amount: bigint, by: bigint): bigint {
  return (amount * 2n + by) / (by * 2n)
}

/** A written decimal as a whole number of its smallest units; throws where it has more digits. */
export function units(text: string, digits: number): bigint {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined || fraction.length > digits) throw new Error(`Not a decimal: ${text}`)
  return BigInt(whole + fraction.padEnd(digits, '0'))
}

/** Cents as an amount. */
export function cents(amount: bigint): string {
  const digits = String(amount).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
