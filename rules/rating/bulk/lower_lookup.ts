import { isDecimal } from '../../money/decimal.ts'
import type { Expression } from '../../program/program.ts'
import type { Key } from '../cell.ts'
import type { PreparedTable } from '../prepared_table.ts'
import type { Value } from '../risk.ts'
import type { Register } from './ir.ts'
import type { Lowering } from './lowering.ts'
import { numberOf } from './lower_condition.ts'
import { lowerExpression } from './lower_expression.ts'
import type { NumberOperand, Operand } from './operand.ts'
import { numberClasses, textClasses } from './table_classes.ts'
import { Unsupported } from './unsupported.ts'

/** So many cells of a dense array at most; a table with more is looked up by the exact path. */
const MAX_CELLS = 1 << 20
/** Up to so many whole numbers between the first and the last bound, a class is found by them. */
const MAX_SPAN = 4096

interface ClassedKey {
  readonly keys: readonly Key[]
  readonly register: Register
}

/** A look-up in a dense array that the index of online rating fills; NaN where the table has no row. */
export function lowerLookup(
  { table: name, keys, column }: Extract<Expression, { readonly op: 'lookup' }>,
  lowering: Lowering
): Operand {
  const { builder } = lowering
  const program = lowering.table(name)
  const strange = program.keys.find(({ kind }) => kind !== 'exact' && kind !== 'band')
  if (strange) throw new Unsupported(`a key by ${strange.kind}`)
  const prepared = lowering.preparedTable(name)
  const classed = keys.map((key, at) => {
    const cells = program.rows.map((row) => row.keys[at] ?? { any: true as const })
    const operand = lowerExpression(key, lowering)
    const looked = operand.is === 'entity' ? numberOf(operand, lowering) : operand
    return classify(looked, cells, lowering)
  })
  const dense = denseOf(classed, lowering)
  const rows = combinations(dense.used.map(({ keys: used }) => used)).map((chosen) => {
    const looked = [...dense.fixed]
    chosen.forEach((key, at) => (looked[dense.places[at] ?? 0] = key))
    return prepared.find(looked)
  })
  const type = program.columns[column]?.type
  const values = rows.map((row) => prepared.values[row]?.[column])
  const read = (pool: number, isTotal: boolean) => {
    const register = lowering.compute({ op: 'element', pool, at: dense.index })
    if (!isTotal) builder.bailIf(lowering.compute({ op: 'missing', operand: register }))
    return register
  }
  if (type === 'text' || type === 'choice') {
    const codes = values.map((value) =>
      typeof value === 'string' ? lowering.codes.of(value) : Number.NaN
    )
    return {
      is: 'text',
      register: read(lowering.pool(Float64Array.from(codes)), !codes.includes(Number.NaN)),
      open: false,
    }
  }
  if (type !== 'decimal' && type !== 'integer') throw new Unsupported(`a table of ${type}`)
  return numbersOf(values, prepared, read, lowering)
}

function numbersOf(
  values: readonly (Value | undefined)[],
  { name }: PreparedTable,
  read: (pool: number, isTotal: boolean) => Register,
  lowering: Lowering
): NumberOperand {
  const decimals = values.map((value) => {
    if (value === undefined) return null
    if (typeof value !== 'object' || value === null || !('scale' in value) || !isDecimal(value)) {
      throw new Unsupported(`table "${name}" with a value that is no decimal`)
    }
    return value
  })
  const scale = Math.max(0, ...new Set(decimals.map((value) => value?.scale ?? 0)))
  const scaled = decimals.map((value) =>
    value === null ? Number.NaN : Number(value.coefficient) * 10 ** (scale - value.scale)
  )
  const given = scaled.filter((value) => !Number.isNaN(value))
  if (given.some((value) => Math.abs(value) > 2 ** 50)) {
    throw new Unsupported(`table "${name}" with a value beyond doubles`)
  }
  return {
    is: 'number',
    register: read(lowering.pool(Float64Array.from(scaled)), given.length === scaled.length),
    scale,
    divisor: 1,
    low: given.reduce((low, value) => Math.min(low, value), Infinity),
    high: given.reduce((high, value) => Math.max(high, value), -Infinity),
  }
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
  if (cells > MAX_CELLS) throw new Unsupported(`a table of ${cells} combinations`)
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
function classify(key: Operand, cells: Cells, lowering: Lowering): ClassedKey {
  switch (key.is) {
    case 'text':
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

function classifyNumber(key: NumberOperand, cells: Cells, lowering: Lowering): ClassedKey {
  const { builder } = lowering
  if (key.divisor !== 1) throw new Unsupported('a key that is a quotient')
  const classes = numberClasses(cells, key.scale)
  if (!classes) throw new Unsupported('a key beyond doubles')
  const { keys, starts } = classes
  const first = (starts[0] ?? 0) - 1
  const last = starts.at(-1) ?? first
  const span = last - first + 1
  if (span <= MAX_SPAN) {
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
