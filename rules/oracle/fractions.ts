/**
 * Fractions of bigints, kept as plain as possible: the judge of everything exact in the tests. It
 * shares no code with rules/money and never uses a `number`.
 */
export interface Fraction {
  readonly top: bigint
  /** Above zero. */
  readonly bottom: bigint
}

/** Texts read before: a table says the same few thousand numbers at every look. */
const known = new Map<string, Fraction>()
const MOST_KNOWN = 50_000

/** The fraction of decimal text, or of `a/b` in whole numbers. */
export function fraction(text: string): Fraction {
  const before = known.get(text)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const read = readFraction(text)
  known.set(text, read)
  return read
}

function readFraction(text: string): Fraction {
  const [left = '', right] = text.split('/')
  if (right !== undefined) return over(BigInt(left), BigInt(right))
  const [whole = '', digits = ''] = left.split('.')
  const magnitude = BigInt(whole.replace('-', '') + digits)
  return {
    top: whole.startsWith('-') ? -magnitude : magnitude,
    bottom: 10n ** BigInt(digits.length),
  }
}

export function over(top: bigint, bottom: bigint): Fraction {
  if (bottom === 0n) throw new RangeError('Division by zero')
  return bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom }
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { top: -b.top, bottom: b.bottom })
}

export function by(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom }
}

export function per(a: Fraction, b: Fraction): Fraction {
  return over(a.top * b.bottom, a.bottom * b.top)
}

/** The sign of `a - b`. */
export function difference(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const gap = a.bottom === b.bottom ? a.top - b.top : a.top * b.bottom - b.top * a.bottom
  return gap < 0n ? -1 : gap > 0n ? 1 : 0
}

export function same(a: Fraction, b: Fraction): boolean {
  return difference(a, b) === 0
}

/** The neighbour among the multiples of `to` that the named rounding picks, found by trying both. */
export function roundedTo(value: Fraction, to: Fraction, mode: string): Fraction {
  const isNegative = value.top < 0n
  const magnitude = isNegative ? { ...value, top: -value.top } : value
  const multiples = per(magnitude, to)
  const count = multiples.top / multiples.bottom
  const low = by({ top: count, bottom: 1n }, to)
  const high = by({ top: count + 1n, bottom: 1n }, to)
  const nearer = difference(minus(magnitude, low), minus(high, magnitude))
  const picked = same(magnitude, low) ? low : pick(mode, nearer, count) ? high : low
  return isNegative ? { ...picked, top: -picked.top } : picked
}

/** `nearer` is the sign of (distance to low - distance to high). */
function pick(mode: string, nearer: -1 | 0 | 1, count: bigint): boolean {
  switch (mode) {
    case 'up':
      return true
    case 'down':
      return false
    case 'half up':
      return nearer >= 0
    case 'half down':
      return nearer > 0
    case 'half even':
      return nearer === 0 ? count % 2n !== 0n : nearer > 0
    default:
      throw new RangeError(`No rounding is called ${mode}`)
  }
}

/** Decimal text with exactly `digits` after the point, or at least those it needs. @throws RangeError where digits never end. */
export function printed(value: Fraction, digits: number): string {
  for (let scale = digits; scale < digits + 400; scale++) {
    const scaled = value.top * 10n ** BigInt(scale)
    if (scaled % value.bottom !== 0n) continue
    const coefficient = scaled / value.bottom
    const magnitude = (coefficient < 0n ? -coefficient : coefficient)
      .toString()
      .padStart(scale + 1, '0')
    const point = magnitude.length - scale
    const text = scale === 0 ? magnitude : `${magnitude.slice(0, point)}.${magnitude.slice(point)}`
    return coefficient < 0n ? `-${text}` : text
  }
  throw new RangeError('The digits never end')
}
