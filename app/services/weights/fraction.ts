/** An exact fraction, its denominator above zero. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

export const ZERO: Fraction = { over: 0n, under: 1n }

/** Reads a written decimal, such as `0.940`; null where it is none. */
export function readFraction(decimal: string): Fraction | null {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  if (whole === undefined) return null
  const digits = BigInt(whole + part)
  return { over: sign === '-' ? -digits : digits, under: 10n ** BigInt(part.length) }
}

export function plus(one: Fraction, other: Fraction): Fraction {
  if (one.under === other.under) return { over: one.over + other.over, under: one.under }
  return {
    over: one.over * other.under + other.over * one.under,
    under: one.under * other.under,
  }
}

export function times(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.over, under: one.under * other.under }
}

/** The quotient by what is above zero. */
export function dividedBy(one: Fraction, by: Fraction): Fraction {
  return { over: one.over * by.under, under: one.under * by.over }
}

/** How far two fractions are apart, never below zero. */
export function distance(one: Fraction, other: Fraction): Fraction {
  const { over, under } = plus(one, { over: -other.over, under: other.under })
  return { over: over < 0n ? -over : over, under }
}

export function isMore(one: Fraction, other: Fraction): boolean {
  return one.over * other.under > other.over * one.under
}

/** With two digits after the point, a half up; of what is not below zero. */
export function inCents({ over, under }: Fraction): string {
  const digits = String((over * 200n + under) / (under * 2n)).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
