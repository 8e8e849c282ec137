/** Works the arithmetic of worked examples as a person with a calculator would: no code of the rating language takes part. */

interface Ratio {
  readonly top: bigint
  readonly bottom: bigint
}

/** How a plan rounds and ends its order of calculation, as its source says. */
export interface Ending {
  /** The unit each step is rounded to. */
  readonly step: string
  readonly minimum: string
  /** The unit that the premium is rounded to. */
  readonly last: string
}

/** `(341.00 * 0.940) * (1 - 0.13) * (6 / 12)`, rounded half up after each step, to the amount charged. */
export function workArithmetic(
  by: string,
  ending: Ending
): { readonly amount: string; readonly minimumReached: boolean } {
  const [base = '', ...factors] = splitSteps(by)
  const step = decimal(ending.step)
  const running = factors.reduce(
    (sum, factor) => halfUp(times(sum, exact(factor)), step),
    halfUp(exact(base), step)
  )
  const minimum = decimal(ending.minimum)
  const minimumReached = isLess(running, minimum)
  const charged = halfUp(minimumReached ? minimum : running, decimal(ending.last))
  return { amount: cents(charged), minimumReached }
}

/** The sum of amounts of money with two decimals. */
export function addAmounts(amounts: readonly string[]): string {
  return cents(amounts.map(decimal).reduce(plus, { top: 0n, bottom: 1n }))
}

/** Splits at each `*` outside brackets. */
function splitSteps(text: string): readonly string[] {
  const steps: string[] = []
  let open = 0
  let step = ''
  for (const character of text) {
    if (character === '(') open++
    if (character === ')') open--
    if (character === '*' && open === 0) {
      steps.push(step.trim())
      step = ''
    } else step += character
  }
  return [...steps, step.trim()]
}

/** The exact value of an expression of decimals, brackets and the four operations. */
function exact(text: string): Ratio {
  const tokens = text.match(/\d+(?:\.\d+)?|[()+\-*/]/g) ?? []
  let at = 0
  const atom = (): Ratio => {
    const token = tokens[at++] ?? ''
    if (token !== '(') return decimal(token)
    const inside = sum()
    if (tokens[at++] !== ')') throw new Error(`A bracket is not closed in ${text}`)
    return inside
  }
  const product = (): Ratio => {
    let value = atom()
    while (tokens[at] === '*' || tokens[at] === '/') {
      value = tokens[at++] === '*' ? times(value, atom()) : times(value, inverse(atom()))
    }
    return value
  }
  function sum(): Ratio {
    let value = product()
    while (tokens[at] === '+' || tokens[at] === '-') {
      value = tokens[at++] === '+' ? plus(value, product()) : plus(value, negative(product()))
    }
    return value
  }
  const value = sum()
  if (at !== tokens.length) throw new Error(`Not arithmetic: ${text}`)
  return value
}

function decimal(text: string): Ratio {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`Not a decimal: ${text}`)
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) }
}

function times(one: Ratio, other: Ratio): Ratio {
  return { top: one.top * other.top, bottom: one.bottom * other.bottom }
}

function plus(one: Ratio, other: Ratio): Ratio {
  return {
    top: one.top * other.bottom + other.top * one.bottom,
    bottom: one.bottom * other.bottom,
  }
}

function inverse({ top, bottom }: Ratio): Ratio {
  return { top: bottom, bottom: top }
}

function negative({ top, bottom }: Ratio): Ratio {
  return { top: -top, bottom }
}

function isLess(one: Ratio, other: Ratio): boolean {
  return one.top * other.bottom < other.top * one.bottom
}

function halfUp(value: Ratio, unit: Ratio): Ratio {
  const { top, bottom } = times(value, inverse(unit))
  const units = (top * 2n + bottom) / (bottom * 2n)
  return { top: units * unit.top, bottom: unit.bottom }
}

function cents({ top, bottom }: Ratio): string {
  const digits = String((top * 100n) / bottom).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
