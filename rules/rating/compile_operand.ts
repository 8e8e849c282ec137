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

/** An operand read for one risk, with what the worksheet tells of it. */
export interface ReadOperand {
  readonly value: Exact
  /** The value as text. */
  readonly text: string
  /** Null where there is nothing to fill in. */
  readonly filledIn: string | null
  readonly sources: readonly TableSource[]
}

export type Operand = (risk: Risk) => ReadOperand

const NO_SOURCES: readonly TableSource[] = []

/** Compiles an operand; one that is a single look-up, as most are, is looked up once for all of it. */
export function compileOperand(expression: Expression, name: string, compiler: Compiler): Operand {
  if (expression.op === 'lookup') return compileLookup(expression, compiler)
  const evaluate = compileGiven(expression, name, compiler)
  if (expression.op === 'constant') {
    return (risk) => {
      const value = evaluate(risk)
      return { value, text: formatExact(value), filledIn: null, sources: NO_SOURCES }
    }
  }
  const explain = compileExplain(expression, compiler)
  return (risk) => {
    const value = evaluate(risk)
    const sources: TableSource[] = []
    return { value, text: shortText(value), filledIn: explain(risk, sources), sources }
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
  const rows = table.values.map((values, row) => {
    // The compiler lets only numbers be operands.
    const value = values[column] as Exact
    const source = table.sources[row]
    return { value, text: formatExact(value), sources: source ? [source] : NO_SOURCES }
  })
  const written: (ReadOperand | undefined)[] = []
  return (risk) => {
    const looked = keysOf(risk)
    const row = rowFor(table, looked, risk)
    const before = written[row]
    if (before) return before
    const read = withKeys(known(rows[row], name), lookupText(readName, looked))
    if (table.isExact) written[row] = read
    return read
  }
}

function withKeys(row: Omit<ReadOperand, 'filledIn'>, filledIn: string): ReadOperand {
  return { value: row.value, text: row.text, filledIn, sources: row.sources }
}
