import { isDecimal, type Exact } from '../money/decimal.ts'
import { formatDecimal, formatExact } from '../money/format_decimal.ts'
import type { Expression } from '../program/program.ts'
import { compileKeys, compileNumber } from './compile_expression.ts'
import type { Compiler } from './compiler.ts'
import { compileExplain, lookupText, readAs } from './explain.ts'
import { known } from './layout.ts'
import { rowFor } from './prepared_table.ts'
import { Refusal } from './refusal.ts'
import type { Risk } from './risk.ts'
import type { TableSource } from './worksheet.ts'

/** What the worksheet tells of an operand. */
export interface ToldOperand {
  /** The value as text. */
  readonly text: string
  /** Null where there is nothing to fill in. */
  readonly filledIn: string | null
  readonly sources: readonly TableSource[]
}

/** An operand: what it comes to, and, only when a worksheet is read, what is told of it in the same scope. */
export interface Operand {
  readonly read: (risk: Risk) => Exact
  readonly tell: (risk: Risk, value: Exact) => ToldOperand
}

const NO_SOURCES: readonly TableSource[] = []

/** Compiles an operand; one that is a single look-up, as most are, tells of the row it was read from. */
export function compileOperand(expression: Expression, name: string, compiler: Compiler): Operand {
  if (expression.op === 'lookup') return compileLookup(expression, compiler)
  const read = compileGiven(expression, name, compiler)
  if (expression.op === 'constant') {
    const tell = (_: Risk, value: Exact) => ({
      text: formatExact(value),
      filledIn: null,
      sources: NO_SOURCES,
    })
    return { read, tell }
  }
  const explain = compileExplain(expression, compiler)
  return {
    read,
    tell: (risk, value) => {
      const sources: TableSource[] = []
      return { text: shortText(value), filledIn: explain(risk, sources), sources }
    },
  }
}

/** Products carry zeros that nobody wrote: those beyond thousandths are left out. */
function shortText(value: Exact): string {
  return isDecimal(value) ? formatDecimal(value, Math.min(value.scale, 3)) : formatExact(value)
}

/** The compiler lets no number be missing here; should one be, the risk is refused, not rated wrongly. */
export function compileGiven(
  expression: Expression,
  name: string,
  compiler: Compiler
): (risk: Risk) => Exact {
  const evaluate = compileNumber(expression, compiler)
  return (risk) => {
    const value = evaluate(risk)
    if (value !== null) return value
    const message = `This plan doesn't rate it: what "${name}" needs is not given.`
    throw new Refusal({ path: '', pointer: '', code: 'not_given', message, help: null })
  }
}

/** Where keys match exactly, a row always reads the same and is written down once. */
function compileLookup(
  { table: name, keys, column, named }: Extract<Expression, { readonly op: 'lookup' }>,
  compiler: Compiler
): Operand {
  const table = compiler.table(name)
  const readName = readAs(name, named)
  const keysOf = compileKeys(keys, compiler)
  // The compiler lets only numbers be operands.
  const values = table.values.map((row) => row[column] as Exact)
  const written: (ToldOperand | undefined)[] = []
  return {
    read: (risk) => known(values[rowFor(table, keysOf(risk), risk)], name),
    tell: (risk, value) => {
      const looked = keysOf(risk)
      const row = rowFor(table, looked, risk)
      const before = written[row]
      if (before) return before
      const source = table.sources[row]
      const told = {
        text: formatExact(value),
        filledIn: lookupText(readName, looked),
        sources: source ? [source] : NO_SOURCES,
      }
      if (table.isExact) written[row] = told
      return told
    },
  }
}
