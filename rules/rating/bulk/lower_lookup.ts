import { isDecimal, type Decimal } from '../../money/decimal.ts'
import type { Expression, KeyCell, TableProgram } from '../../program/program.ts'
import type { Key } from '../cell.ts'
import type { PreparedTable } from '../prepared_table.ts'
import type { Value } from '../risk.ts'
import { isApproximate } from './approximate.ts'
import type { Register } from './ir.ts'
import type { Lowering } from './lowering.ts'
import { numberOf } from './lower_condition.ts'
import { lowerExpression } from './lower_expression.ts'
import type { NumberOperand, Operand } from './operand.ts'
import { keyAt, numberClasses, OTHER_TEXT, textClasses } from './table_classes.ts'
import { textBandKeys, textClassOf, textEnds } from './text_classes.ts'
import { Unsupported } from './unsupported.ts'

/** So many cells of a dense array at most; the rows of a table with more are found by its index. */
const MAX_CELLS = 1 << 18
/** Up to so many whole numbers between the first and the last bound, or for each bound, a class is found by them. */
const MAX_SPAN = 4096
const SPAN_OF_BOUND = 16

interface ClassedKey {
  readonly keys: readonly Key[]
  readonly register: Register
}

/** A key, with the cells of its column. */
interface LookedUp {
  readonly operand: Operand
  readonly cells: readonly KeyCell[]
}

/** Reads what a row has: of the numbers given for all rows, that of the one found; NaN where there is none. */
export type ReadRow = (ofRow: (row: number) => number) => Register

/** A look-up in a dense array that the index of online rating fills; without a row, the risk goes to the exact path. */
export function lowerLookup(
  { table: name, keys, column }: Extract<Expression, { readonly op: 'lookup' }>,
  lowering: Lowering
): Operand {
  const program = lowering.table(name)
  const prepared = lowering.preparedTable(name)
  const operands = lowerKeys(keys, lowering)
  const read = findRow(operands, program, prepared, lowering)
  const type = program.columns[column]?.type
  const values = prepared.values.map((row) => row[column])
  if (type === 'decimal' || type === 'integer') return numbersOf(values, prepared, read)
  const codes = values.map((value) =>
    typeof value === 'string' ? lowering.codes.of(value) : Number.NaN
  )
  if (type === 'text' || type === 'choice') {
    const register = read((row) => codes[row] ?? Number.NaN)
    return { is: 'text', register, open: false }
  }
  throw new Unsupported(`a table of ${type}`)
}

/** The keys of a look-up; an entity is looked up by its number. */
export function lowerKeys(keys: readonly Expression[], lowering: Lowering): readonly Operand[] {
  return keys.map((key) => {
    const operand = lowerExpression(key, lowering)
    return operand.is === 'entity' ? numberOf(operand, lowering) : operand
  })
}

/** Finds the row for some keys, whose cells are those of the program's rows. */
export function findRow(
  operands: readonly Operand[],
  program: TableProgram,
  prepared: PreparedTable,
  lowering: Lowering
): ReadRow {
  const { builder } = lowering
  const looked = operands.map((operand, at) => ({
    operand,
    cells: program.rows.map((row) => row.keys[at] ?? { any: true as const }),
  }))
  const dense = denseOf(
    looked.map((key, at) => classify(key, program.keys[at]?.kind === 'text band', lowering)),
    lowering
  )
  if (dense === null) return byIndex(looked, prepared, lowering)
  const rows = combinations(dense.used.map(({ keys: used }) => used)).map((chosen) => {
    const key = [...dense.fixed]
    chosen.forEach((one, at) => (key[dense.places[at] ?? 0] = one))
    return prepared.find(key)
  })
  return (ofRow) => {
    const values = Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : ofRow(row)))
    const register = lowering.compute({
      op: 'element',
      pool: lowering.pool(values),
      at: dense.index,
    })
    if (values.some((value) => Number.isNaN(value))) {
      builder.bailIf(lowering.compute({ op: 'missing', operand: register }))
    }
    return register
  }
}

/** Of a table too large for an array, the index of online rating finds the row for each risk. */
function byIndex(
  looked: readonly LookedUp[],
  prepared: PreparedTable,
  lowering: Lowering
): ReadRow {
  const { builder, codes } = lowering
  const texts = codes.texts
  const decode = looked.map(({ operand }) => keyReader(operand, texts))
  const table = builder.addTable((keys) =>
    prepared.find(decode.map((read, at) => read(keys[at] ?? Number.NaN)))
  )
  const keys = looked.map(({ operand }) => lowering.asNumber(operand.register))
  const row = lowering.compute({ op: 'row', table, keys })
  builder.bailIf(lowering.compute({ op: 'less', left: row, right: builder.constant(0) }))
  return (ofRow) => {
    const values = Float64Array.from(prepared.values.keys(), ofRow)
    return lowering.compute({ op: 'element', pool: lowering.pool(values), at: row })
  }
}

function keyReader(operand: Operand, texts: readonly string[]): (value: number) => Key {
  switch (operand.is) {
    case 'text':
      return (code) => (Number.isNaN(code) ? null : (texts[code - 1] ?? OTHER_TEXT))
    case 'yes_no':
      return (value) => (Number.isNaN(value) ? null : value === 1 ? 'yes' : 'no')
    case 'number': {
      if (operand.divisor !== 1 || operand.over || isApproximate(operand)) {
        throw new Unsupported('a key that is not rounded')
      }
      const { scale } = operand
      return (value) => (Number.isNaN(value) ? null : keyAt(value, scale))
    }
    default:
      throw new Unsupported(`a key that is a ${operand.is}`)
  }
}

function numbersOf(
  values: readonly (Value | undefined)[],
  { name }: PreparedTable,
  read: ReadRow
): NumberOperand {
  const decimals = values.map((value) => {
    if (typeof value !== 'object' || value === null || !('scale' in value) || !isDecimal(value)) {
      throw new Unsupported(`table "${name}" with a value that is no decimal`)
    }
    return value
  })
  const { scaled, scale } = atCommonScale(decimals)
  if (scaled.some((value) => !(Math.abs(value) <= 2 ** 50))) {
    throw new Unsupported(`table "${name}" with a value beyond doubles`)
  }
  return {
    is: 'number',
    register: read((row) => scaled[row] ?? Number.NaN),
    scale,
    divisor: 1,
    low: scaled.reduce((low, value) => Math.min(low, value), Infinity),
    high: scaled.reduce((high, value) => Math.max(high, value), -Infinity),
  }
}

/** Decimals as whole numbers, with no more digits than one of them needs. */
export function atCommonScale(decimals: readonly Decimal[]): {
  readonly scaled: readonly number[]
  readonly scale: number
} {
  let scale = decimals.reduce((most, one) => Math.max(most, one.scale), 0)
  let scaled = decimals.map((one) => Number(one.coefficient) * 10 ** (scale - one.scale))
  while (scale > 0 && scaled.every((value) => value % 10 === 0)) {
    scale -= 1
    scaled = scaled.map((value) => value / 10)
  }
  return { scaled, scale }
}

/** The index of the cell; a key whose class is known is left out of the array. */
function denseOf(classed: readonly ClassedKey[], lowering: Lowering) {
  const { builder } = lowering
  const fixed: Key[] = []
  const used: ClassedKey[] = []
  const places: number[] = []
  classed.forEach((key, at) => {
    const known = builder.constantOf(key.register)
    fixed.push(known === undefined ? null : (key.keys[known] ?? null))
    if (known !== undefined) return
    used.push(key)
    places.push(at)
  })
  const cells = used.reduce((product, { keys }) => product * keys.length, 1)
  if (cells > MAX_CELLS) return null
  let index = builder.constant(0)
  for (const { keys, register } of used) {
    const size = builder.constant(keys.length)
    const row = lowering.compute({ op: 'multiply', left: index, right: size })
    index = lowering.compute({ op: 'add', left: row, right: register })
  }
  return { fixed, used, places, index }
}

/** Every combination, the last varying fastest. */
function combinations(keys: readonly (readonly Key[])[]): readonly (readonly Key[])[] {
  return keys.reduce<readonly (readonly Key[])[]>(
    (all, choices) => all.flatMap((chosen) => choices.map((choice) => [...chosen, choice])),
    [[]]
  )
}

type Cells = Parameters<typeof textClasses>[0]

/** The class of a key: 0 where it is not given. */
function classify(
  { operand: key, cells }: LookedUp,
  isTextBand: boolean,
  lowering: Lowering
): ClassedKey {
  switch (key.is) {
    case 'text':
      if (isTextBand) return classifyTextBand(key, cells, lowering)
      return classifyText(key.register, cells, lowering)
    case 'yes_no': {
      const { keys, numbers } = textClasses(cells)
      const { builder } = lowering
      const [no, yes] = ['no', 'yes'].map((text) => builder.constant(numbers.get(text) ?? 1))
      if (no === undefined || yes === undefined) throw new RangeError('Yes and no have classes')
      const test = lowering.compute({
        op: 'equal',
        left: lowering.asNumber(key.register),
        right: builder.constant(1),
      })
      const given = lowering.compute({ op: 'select', test, then: yes, otherwise: no })
      return { keys, register: givenOr(key.register, given, lowering) }
    }
    case 'number':
      return classifyNumber(key, cells, lowering)
    default:
      throw new Unsupported(`a key that is ${key.is === 'date' ? 'a date' : 'an entity'}`)
  }
}

function classifyText(text: Register, cells: Cells, lowering: Lowering): ClassedKey {
  const { builder, codes } = lowering
  const { keys, numbers } = textClasses(cells)
  const constant = builder.constantOf(text)
  if (constant !== undefined) {
    const found = [...numbers].find(([name]) => codes.of(name) === constant)
    const number = Number.isNaN(constant) ? 0 : (found?.[1] ?? 1)
    return { keys, register: builder.constant(number) }
  }
  const byCode = new Int32Array(codes.size).fill(1)
  for (const [name, number] of numbers) byCode[codes.of(name)] = number
  const number = lowering.compute({ op: 'element', pool: lowering.pool(byCode), at: text })
  return { keys, register: givenOr(text, number, lowering) }
}

/** Bands of texts that no one named are searched when the risk is read. */
function classifyTextBand(
  text: Extract<Operand, { readonly is: 'text' }>,
  cells: Cells,
  lowering: Lowering
): ClassedKey {
  const { codes } = lowering
  const ends = textEnds(cells)
  const keys = textBandKeys(ends)
  if (text.answer) {
    const { kind, field, at } = text.answer
    const column = lowering.columns.class(kind, field, ends)
    return { keys, register: lowering.compute({ op: 'column', column, at, optional: false }) }
  }
  if (text.open) throw new Unsupported('a band of texts that are worked out')
  const classes = Int32Array.from(['', ...codes.texts], (one) => textClassOf(one, ends))
  const number = lowering.compute({
    op: 'element',
    pool: lowering.pool(classes),
    at: text.register,
  })
  return { keys, register: givenOr(text.register, number, lowering) }
}

function classifyNumber(key: NumberOperand, cells: Cells, lowering: Lowering): ClassedKey {
  const { builder } = lowering
  if (key.divisor !== 1 || key.over || isApproximate(key))
    throw new Unsupported('a key that is not rounded')
  const classes = numberClasses(cells, key.scale)
  if (!classes) throw new Unsupported('a key beyond doubles')
  const { keys, starts } = classes
  const first = (starts[0] ?? 0) - 1
  const last = starts.at(-1) ?? first
  const span = last - first + 1
  if (span <= Math.max(MAX_SPAN, SPAN_OF_BOUND * starts.length)) {
    const ranks = new Int32Array(span)
    let rank = 0
    for (let value = first; value <= last; value++) {
      while (rank < starts.length && (starts[rank] ?? 0) <= value) rank += 1
      ranks[value - first] = rank + 1
    }
    const pool = lowering.pool(ranks)
    const number = lowering.compute({
      op: 'clamped',
      pool,
      low: first,
      high: last,
      at: key.register,
    })
    return { keys, register: givenOr(key.register, number, lowering) }
  }
  const pool = lowering.pool(Float64Array.from(starts))
  const rank = lowering.compute({ op: 'rank', pool, at: key.register })
  const number = lowering.compute({ op: 'add', left: rank, right: builder.constant(1) })
  return { keys, register: givenOr(key.register, number, lowering) }
}

/** Class 0 where the key may not be given. */
function givenOr(key: Register, number: Register, lowering: Lowering): Register {
  const { builder } = lowering
  if (!lowering.nullable.has(key)) return number
  const test = lowering.compute({ op: 'missing', operand: key })
  return lowering.compute({ op: 'select', test, then: builder.constant(0), otherwise: number })
}
