import { compare } from '../money/arithmetic.ts'
import { toSafeInteger, type Exact } from '../money/decimal.ts'

/** The values that something can take over all risks; a superset where it can't be told exactly. */
export type Domain =
  /** Numbers between the bounds (null: open); `whole` where only whole ones occur. */
  | {
      readonly kind: 'numbers'
      readonly low: Exact | null
      readonly high: Exact | null
      readonly whole: boolean
    }
  /** Exactly these numbers, ascending. */
  | { readonly kind: 'set'; readonly values: readonly Exact[] }
  | { readonly kind: 'texts'; readonly values: ReadonlySet<string> }
  /** Any text, such as a ZIP code: no table can list them all. */
  | { readonly kind: 'any' }

export const ANY: Domain = { kind: 'any' }

export function numbers(low: Exact | null, high: Exact | null, whole: boolean): Domain {
  return { kind: 'numbers', low, high, whole }
}

/** The set in ascending order without repetitions. */
export function setOf(values: readonly Exact[]): Domain {
  const sorted = values.toSorted(compare)
  return {
    kind: 'set',
    values: sorted.filter((value, at) => {
      const before = sorted[at - 1]
      return before === undefined || compare(before, value) !== 0
    }),
  }
}

export function texts(values: Iterable<string>): Domain {
  return { kind: 'texts', values: new Set(values) }
}

/** The bounds of a domain of numbers; both open for any other. */
export function boundsOf(domain: Domain): {
  low: Exact | null
  high: Exact | null
  whole: boolean
} {
  if (domain.kind === 'numbers') return domain
  if (domain.kind !== 'set') return { low: null, high: null, whole: false }
  return {
    low: domain.values[0] ?? null,
    high: domain.values.at(-1) ?? null,
    whole: domain.values.every((value) => toSafeInteger(value) !== null),
  }
}

/** All that is in one domain or in the other, or somewhat more. */
export function eitherOf(a: Domain, b: Domain): Domain {
  if (a.kind === 'set' && b.kind === 'set') return setOf([...a.values, ...b.values])
  if (a.kind === 'texts' && b.kind === 'texts') return texts([...a.values, ...b.values])
  if (!isNumeric(a) || !isNumeric(b)) return ANY
  const [one, other] = [boundsOf(a), boundsOf(b)]
  const outermost = (x: Exact | null, y: Exact | null, sign: 1 | -1) =>
    x === null || y === null ? null : compare(x, y) * sign > 0 ? x : y
  return numbers(
    outermost(one.low, other.low, -1),
    outermost(one.high, other.high, 1),
    one.whole && other.whole
  )
}

function isNumeric({ kind }: Domain): boolean {
  return kind === 'numbers' || kind === 'set'
}
