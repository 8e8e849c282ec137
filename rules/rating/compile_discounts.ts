import { add, compare, multiply, subtract } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { DiscountsProgram } from '../program/program.ts'
import { compileNumber } from './compile_expression.ts'
import type { Compiler } from './compiler.ts'
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
  readonly percents: readonly (Exact | null)[]
  readonly sum: Exact
  readonly atMost: Exact | null
  readonly taken: Exact
}

const ZERO = integer(0)
const ONE = integer(1)

/** Compiles the blocks of one name. */
export function compileDiscounts(
  programs: readonly DiscountsProgram[],
  compiler: Compiler
): PreparedDiscounts {
  const blocks = programs.map((program) => ({ program, ...compileBlock(program, compiler) }))
  const blockFor = (risk: Risk) => blocks.find(({ isFor }) => isFor(risk))
  return {
    taken: (risk) => blockFor(risk)?.work(risk).taken ?? ZERO,
    detail: (risk) => {
      const block = blockFor(risk)
      return block ? detailOf(block.program, block.work(risk)) : null
    },
  }
}

function compileBlock(program: DiscountsProgram, compiler: Compiler): Block {
  const items = program.items.map(({ percent, rule }) => ({
    percent: compileNumber(percent, compiler),
    place: rule === null ? null : compiler.rule(rule),
  }))
  const cap = program.atMost && compileNumber(program.atMost, compiler)
  const coverages = program.coverages && new Set(program.coverages)
  return {
    isFor: ({ coverage }) =>
      coverages === null || (coverage !== null && coverages.has(coverage.name)),
    work: (risk) => {
      const percents = items.map(({ percent, place }) =>
        place === null || fired(place, risk) ? percent(risk) : null
      )
      const sum = combine(program.combine, percents)
      const atMost = cap ? cap(risk) : null
      const taken = atMost !== null && compare(sum, atMost) > 0 ? atMost : sum
      return { percents, sum, atMost, taken }
    },
  }
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
  { percents, sum, atMost, taken }: Worked
): DiscountsDetail {
  return {
    items: program.items.map(({ name, title, citation }, index) => {
      const percent = percents[index] ?? null
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
