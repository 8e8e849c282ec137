import type { WorksheetFee, WorksheetLine } from '../rating/worksheet.ts'

const SIGNS = { times: '*', plus: '+', minus: '-' } as const

/**
 * The arithmetic of one premium as a worked example writes it, `561.00 * 0.949 * (1 - 0.13)`, in the
 * figures of its worksheet. An example's arithmetic rounds alike after each step: what is worked in
 * any other way, as a bound that bites, begins it anew by what it came to. What stands behind the
 * last factor is left out, since the plan does it to the arithmetic of every example.
 */
export function premiumArithmetic(lines: readonly WorksheetLine[]): string {
  const every = lines.find(({ op, rounding }) => calculates(op) && rounding !== null)?.rounding
  const applied = lines.filter(({ status }) => status === 'applied')
  const last = applied.findLastIndex(({ op }) => calculates(op))
  let written = ''
  let isSum = false
  for (const { op, operand, filledIn, value, rounding } of applied.slice(0, last + 1)) {
    const figure = figures(filledIn, operand)
    const isOdd: boolean = every !== undefined && (rounding !== every || isSum)
    if (!calculates(op) || isOdd) written = figures(null, value)
    else if (op === 'base' || op === 'becomes') written = figure
    else if (op === 'times' && isSum) written = `(${written}) * ${figure}`
    else written += ` ${SIGNS[op]} ${figure}`
    isSum = !isOdd && (op === 'plus' || op === 'minus')
  }
  return written === '' ? '0' : written
}

/** The arithmetic of a fee, `5.00 * 2 * 6 / 12`; null where it was worked out from more than figures. */
export function feeArithmetic({ status, filledIn }: WorksheetFee): string | null {
  if (status !== 'applied') return null
  const bare = filledIn.replaceAll(/(\d) [a-z_]+(?= x |$)/g, '$1')
  const text = spaced(bare.replaceAll(' x ', ' * '))
  return isArithmetic(text) ? text : null
}

function calculates(op: WorksheetLine['op']): op is 'base' | 'becomes' | keyof typeof SIGNS {
  return op === 'base' || op === 'becomes' || op in SIGNS
}

/** A look-up before the figure that it gave. */
const LOOKED_UP = /[a-z_]\w*(?: of [a-z_]\w*)?\[[^\]]*\](?: from \S+)? (?=\d)/g

/** What was filled in where that is all figures, such as `(0.953 * 1.080)`; else what it came to. */
function figures(filledIn: string | null, operand: string | null): string {
  const opened = filledIn?.replaceAll(LOOKED_UP, '').replaceAll(' x ', ' * ')
  const text = spaced(opened !== undefined && isArithmetic(opened) ? opened : (operand ?? '0'))
  return /^\d+(?:\.\d+)?$/.test(text) ? text : `(${text})`
}

/** Without spaces, `6/12` would be a limit. */
function spaced(text: string): string {
  return text.replaceAll(/(\d)\/(\d)/g, '$1 / $2')
}

function isArithmetic(text: string): boolean {
  return /^[\d.+*/() -]+$/.test(text)
}
