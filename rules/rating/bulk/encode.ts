import type { EntityFacts, Facts } from '../../facts/facts.ts'
import { POWERS_OF_TEN } from '../../money/decimal.ts'
import { toDecimal } from '../../money/parse_decimal.ts'
import { known, type Kind, type Layout } from '../layout.ts'
import { dateNumber } from './arithmetic.ts'
import type { Codes } from './codes.ts'
import type { Column } from './columns.ts'
import { NOT_GIVEN } from './ir.ts'
import type { Memory } from './memory.ts'
import { NOT_GIVEN_CLASS, textClassOf } from './text_classes.ts'

/**
 * Writes the facts of the risk of that number into a memory, behind those of the risk before it; risk 0
 * begins anew. False where there are more entities than fit.
 */
export type Encode = (facts: Facts, risk: number) => boolean

/** Writes the columns of an entity at its place. */
export type Write = (facts: EntityFacts, at: number) => void

/** Makes what writes some columns of a memory. */
export type EmitWrite = (
  columns: readonly { readonly column: Column; readonly at: number }[],
  codes: Codes,
  memory: Memory
) => Write

/** Writes columns one by one. */
const writeColumns: EmitWrite = (columns, codes, memory) => {
  const writes = columns.map(({ column, at }) =>
    writeColumn(column, known(memory.columns[at], 'column'), codes)
  )
  return (facts, at) => {
    for (const write of writes) write(facts, at)
  }
}

interface Writer {
  readonly kind: Kind
  readonly room: number
  readonly write: Write
  readonly lists: readonly Writer[]
  readonly starts: Int32Array | undefined
  /** How many entities were written. */
  count: number
}

/** Prepares the writing of risks into a memory, whose columns are those given. */
export function prepareEncode(
  layout: Layout,
  columns: readonly Column[],
  codes: Codes,
  memory: Memory,
  emit: EmitWrite = writeColumns
): Encode {
  const numbered = columns.map((column, at) => ({ column, at }))
  const writerOf = (kind: Kind): Writer => ({
    kind,
    room: memory.room[kind.index] ?? 0,
    write: emit(
      numbered.filter(({ column }) => column.kind === kind),
      codes,
      memory
    ),
    lists: layout.kinds.filter(({ holder }) => holder === kind).map(writerOf),
    starts: memory.starts[kind.index],
    count: 0,
  })
  const policy = writerOf(known(layout.kinds[0], 'policy'))
  return (facts, risk) => {
    if (risk === 0) clear(policy)
    policy.write(facts.policy, risk)
    for (const list of policy.lists) {
      if (!writeList(list, facts, risk, memory.written)) return false
    }
    return true
  }
}

function clear(writer: Writer): void {
  writer.count = 0
  for (const list of writer.lists) clear(list)
}

function writeList(
  writer: Writer,
  holder: Facts | EntityFacts,
  holderAt: number,
  written: Int32Array
): boolean {
  const { kind, starts, room, write, lists } = writer
  const list = holder[kind.list ?? kind.name]
  // The shape's lists hold entities, as validation has shown.
  const entities = Array.isArray(list) ? (list as readonly EntityFacts[]) : []
  if (!starts || writer.count + entities.length > room) return false
  starts[holderAt] = writer.count
  starts[holderAt + 1] = writer.count + entities.length
  for (const entity of entities) {
    const at = writer.count
    writer.count += 1
    write(entity, at)
    for (const inner of lists) if (!writeList(inner, entity, at, written)) return false
  }
  written[kind.index] = writer.count
  return true
}

/** Writes one column. */
export function writeColumn(
  { source, reading, scale }: Column,
  target: Int32Array | Float64Array,
  codes: Codes
): Write {
  if (source.is === 'taken') {
    const { name } = source.coverage
    return (facts, at) => {
      target[at] = termsOf(facts, name) === undefined ? 0 : 1
    }
  }
  if (source.is === 'term') {
    const { term } = source
    const { name } = source.coverage
    const codeOf = rememberedCodes(codes)
    return (facts, at) => {
      const value = termsOf(facts, name)?.[term]
      target[at] = value === undefined ? NOT_GIVEN : codeOf(value)
    }
  }
  const { name } = source.field
  if (source.is === 'class') {
    const { ends } = source
    return (facts, at) => {
      const value = facts[name]
      target[at] = value === undefined ? NOT_GIVEN_CLASS : textClassOf(String(value), ends)
    }
  }
  const missing = reading === 'money' ? Number.NaN : NOT_GIVEN
  const read = readerOf(reading, scale, codes)
  return (facts, at) => {
    const value = facts[name]
    target[at] = value === undefined ? missing : read(value)
  }
}

type Terms = Readonly<Record<string, unknown>>

/** The terms chosen for a coverage; undefined where it is not taken. */
export function termsOf({ coverages }: EntityFacts, name: string): Terms | undefined {
  // Validation has shown that coverages are records of terms.
  const taken = coverages as Readonly<Record<string, Terms>> | undefined
  return taken !== undefined && Object.hasOwn(taken, name) ? taken[name] : undefined
}

function readerOf(reading: Column['reading'], scale: number, codes: Codes) {
  switch (reading) {
    case 'number':
      return Number
    case 'yes_no':
      return (value: unknown) => (value === true ? 1 : 0)
    case 'date':
      return (value: unknown) => dateNumber(String(value))
    case 'class':
    case 'code':
      return rememberedCodes(codes)
    case 'money':
      return (value: unknown) => {
        const amount = toDecimal(String(value))
        return Number(amount.coefficient) * (POWERS_OF_TEN[scale - amount.scale] ?? Number.NaN)
      }
  }
}

/** The code of an answer, which is text or a whole number: both are remembered as they come. */
function rememberedCodes(codes: Codes): (value: unknown) => number {
  return (value) =>
    codes.of(typeof value === 'string' || typeof value === 'number' ? value : String(value))
}
