/**
 * An exact decimal: `coefficient / 10^scale`. The coefficient is a `number` whenever it is a safe
 * integer and a `bigint` otherwise, never `-0`; the scale keeps the digits as they were written, so
 * that `0.940` prints as `0.940`. Only the functions of this folder make one.
 */
export interface Decimal {
  readonly coefficient: number | bigint
  readonly scale: number
}

/** A quotient that no finite decimal equals, in lowest terms with a denominator above zero. */
export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Any exact value: every operation of this folder takes and gives these. */
export type Exact = Decimal | Ratio

/** The powers of ten that a `number` holds exactly as a safe integer. */
export const POWERS_OF_TEN: readonly number[] = Array.from({ length: 16 }, (_, n) => 10 ** n)

const SMALL_INTEGERS: readonly Decimal[] = Array.from({ length: 2200 }, (_, n) => ({
  coefficient: n,
  scale: 0,
}))

/** `10^n` as a bigint, for whole `n` from 0. */
export function powerOfTen(n: number): bigint {
  return 10n ** BigInt(n)
}

/** The decimal of a safe integer. */
export function integer(value: number): Decimal {
  return SMALL_INTEGERS[value] ?? { coefficient: value + 0, scale: 0 }
}

/** The decimal `coefficient / 10^scale`, its coefficient kept as a `number` where that is exact. */
export function decimal(coefficient: bigint, scale: number): Decimal {
  const isSafe =
    coefficient >= BigInt(Number.MIN_SAFE_INTEGER) && coefficient <= BigInt(Number.MAX_SAFE_INTEGER)
  return { coefficient: isSafe ? Number(coefficient) : coefficient, scale }
}

/** Whether the value is a finite decimal. */
export function isDecimal(value: Exact): value is Decimal {
  return 'scale' in value
}

/** The value as a safe integer, or null where it is none. */
export function toSafeInteger(value: Exact): number | null {
  if (!isDecimal(value) || typeof value.coefficient === 'bigint') return null
  if (value.scale === 0) return value.coefficient
  const divisor = POWERS_OF_TEN[value.scale]
  if (divisor === undefined) return value.coefficient === 0 ? 0 : null
  return value.coefficient % divisor === 0 ? value.coefficient / divisor + 0 : null
}
