import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { DiscountsProgram, Expression } from '../program/program.ts'
import { compileNumber } from './compile_expression.ts'
import type { Compiler, RulePlace } from './compiler.ts'
import type { Risk } from './risk.ts'
import { fired } from './fired.ts'
import type { DiscountsDetail } from './worksheet.ts'

/** Discounts that share a name, each block for coverages of its own. */
export interface PreparedDiscounts {
  /** What is taken off in the present scope, as a fraction; 0 where no block is for its coverage. */
  readonly taken: (risk: Risk) => Exact
  /** Each discount with what became of it; null where no block is for its coverage. */
  readonly detail: (risk: Risk) => DiscountsDetail | null
}

interface Block {
  readonly isFor: (risk: Risk) => boolean
  readonly work: (risk: Risk) => Worked
}

interface Worked {
  readonly taken: Exact
  /** Written when it is read. */
  readonly detail: () => DiscountsDetail
}

const ZERO = integer(0)
const ONE = integer(1)
/** Up to so many discounts, each combination of them is worked out once for all risks. */
const MAX_KEPT_ITEMS = 10

/** Compiles the blocks of one name. */
export function compileDiscounts(
  programs: readonly DiscountsProgram[],
  compiler: Compiler
): PreparedDiscounts {
  const blocks = programs.map((program) => compileBlock(program, compiler))
  const blockFor = (risk: Risk) => blocks.find(({ isFor }) => isFor(risk))
  return {
    taken: (risk) => blockFor(risk)?.work(risk).taken ?? ZERO,
    detail: (risk) => blockFor(risk)?.work(risk).detail() ?? null,
  }
}

function compileBlock(program: DiscountsProgram, compiler: Compiler): Block {
  const places = program.items.map(({ rule }) => (rule === null ? null : compiler.rule(rule)))
  const percents = program.items.map(({ percent }) => compileNumber(percent, compiler))
  const cap = program.atMost && compileNumber(program.atMost, compiler)
  const coverages = program.coverages && new Set(program.coverages)
  const work = (risk: Risk, isGranted: (index: number) => boolean): Worked => {
    const granted = percents.map((percent, index) => (isGranted(index) ? percent(risk) : null))
    return workedOut(program, granted, cap ? cap(risk) : null)
  }
  const kept: (Worked | undefined)[] = []
  const isKept = places.length <= MAX_KEPT_ITEMS && isConstant(program, compiler)
  return {
    isFor: ({ coverage }) =>
      coverages === null || (coverage !== null && coverages.has(coverage.name)),
    work: (risk) => {
      if (!isKept) {
        return work(risk, (index) => isGrantedAt(places[index] ?? null, risk))
      }
      let combination = 0
      for (const place of places) combination = combination * 2 + (isGrantedAt(place, risk) ? 1 : 0)
      const last = places.length - 1
      return (kept[combination] ??= work(
        risk,
        (index) => ((combination >> (last - index)) & 1) === 1
      ))
    },
  }
}

function isGrantedAt(place: RulePlace | null, risk: Risk): boolean {
  return place === null || fired(place, risk)
}

/** Whether every percentage is written in the plan, so that only what was granted matters. */
function isConstant({ items, atMost }: DiscountsProgram, { program }: Compiler): boolean {
  const isWritten = (expression: Expression): boolean => {
    if (expression.op !== 'value') return expression.op === 'constant'
    const named = program.values.find(({ name }) => name === expression.name)
    return named !== undefined && isWritten(named.expression)
  }
  return items.every(({ percent }) => isWritten(percent)) && (atMost === null || isWritten(atMost))
}

function workedOut(
  program: DiscountsProgram,
  granted: readonly (Exact | null)[],
  atMost: Exact | null
): Worked {
  const sum = combine(program.combine, granted)
  const taken = atMost !== null && compare(sum, atMost) > 0 ? atMost : sum
  let detail: DiscountsDetail | null = null
  return { taken, detail: () => (detail ??= detailOf(program, granted, { sum, atMost, taken })) }
}

/** By product, each discount is taken off what the ones before it left. */
function combine(how: DiscountsProgram['combine'], percents: readonly (Exact | null)[]): Exact {
  const granted = percents.filter((percent) => percent !== null)
  if (how === 'sum') return granted.reduce(add, ZERO)
  const left = granted.reduce<Exact>((rest, percent) => multiply(rest, subtract(ONE, percent)), ONE)
  return subtract(ONE, left)
}

function detailOf(
  program: DiscountsProgram,
  granted: readonly (Exact | null)[],
  {
    sum,
    atMost,
    taken,
  }: { readonly sum: Exact; readonly atMost: Exact | null; readonly taken: Exact }
): DiscountsDetail {
  return {
    items: program.items.map(({ name, title, citation }, index) => {
      const percent = granted[index] ?? null
      return {
        name,
        title,
        status: percent === null ? 'does not apply' : 'granted',
        percent: percent === null ? null : formatExact(percent, 2),
        citation: citation ?? null,
      }
    }),
    sum: formatExact(sum, 2),
    atMost: atMost === null ? null : formatExact(atMost, 2),
    taken: formatExact(taken, 2),
  }
}
