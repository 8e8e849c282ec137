import type { GenerateOptions } from '../facts/generate_facts.ts'
import { choiceInJson } from '../facts/facts.ts'
import { Random } from '../facts/random.ts'
import { toSafeInteger } from '../money/decimal.ts'
import { indexShape, type ShapeIndex } from '../plan/shape_index.ts'
import type { EntityShape } from '../plan/shape.ts'
import type { Expression, KeyCell, Program, TableProgram } from '../program/program.ts'
import { bandOf } from '../rating/cell.ts'
import { rowId } from './points_of.ts'
import { allExpressions, lookupsIn } from './telltale_keys.ts'

type Answer = string | number | boolean

/** What the answers to a question would have to be for rows that nothing has reached yet. */
interface Wanted {
  readonly values: Map<string, Set<Answer>>
  readonly years: Map<string, Set<number>>
}

/** A key column whose keys follow from one answer: as it is, or as whole years from it. */
interface Source {
  readonly table: TableProgram
  readonly key: number
  readonly entity: string
  readonly field: string
  readonly byYears: boolean
}

/** Makes the options of risks that are drawn towards rows: answers are picked from what these lack. */
export class RowSeeker {
  readonly #program: Program
  readonly #index: ShapeIndex
  readonly #sources: readonly Source[]

  constructor(program: Program) {
    this.#program = program
    this.#index = indexShape(program.shape)
    const tables = new Map(program.tables.map((table) => [table.name, table]))
    const lookups = allExpressions(program).flatMap(lookupsIn)
    this.#sources = lookups.flatMap(({ table: name, keys }) => {
      const table = tables.get(name)
      if (!table) return []
      return keys.flatMap((key, at) => {
        const answer = this.#answerOf(key)
        return answer ? [{ table, key: at, ...answer }] : []
      })
    })
  }

  /** Whether each row is among those seen. */
  isDone(seen: ReadonlySet<string>): boolean {
    return this.#program.tables.every(({ name, rows }) =>
      rows.every((_, at) => seen.has(rowId(name, at)))
    )
  }

  /** By a seed, options for one risk of many entities, all coverages and answers that unseen rows want. */
  aim(seen: ReadonlySet<string>, base: GenerateOptions): (seed: number) => GenerateOptions {
    const wanted = this.#wanted(seen)
    const values = { ...base.values }
    for (const [question, answers] of wanted.values) values[question] = [...answers]
    const years: Record<string, readonly number[]> = {}
    for (const [question, found] of wanted.years) years[question] = [...found]
    return (seed) => ({ values, years, allCoverages: true, counts: this.#counts(new Random(seed)) })
  }

  #counts(random: Random): Record<string, number> {
    const counts: Record<string, number> = {}
    const count = ({ name, low, high, entities }: EntityShape) => {
      counts[name] = random.between(Math.ceil((low + high) / 4), high)
      for (const inner of entities) count(inner)
    }
    for (const entity of this.#program.shape.policy.entities) count(entity)
    return counts
  }

  #wanted(seen: ReadonlySet<string>): Wanted {
    const wanted: Wanted = { values: new Map(), years: new Map() }
    for (const { table, key, entity, field, byYears } of this.#sources) {
      const question = `${entity}.${field}`
      for (const [at, { keys }] of table.rows.entries()) {
        const cell = keys[key]
        if (!cell || seen.has(rowId(table.name, at))) continue
        if (byYears) {
          for (const year of numbersOf(cell)) put(wanted.years, question, year)
        } else {
          for (const answer of this.#answers(cell, entity, field)) {
            put(wanted.values, question, answer)
          }
        }
      }
    }
    return wanted
  }

  /** What the field may be for the cell, as JSON has it. */
  #answers(cell: KeyCell, entity: string, field: string): readonly Answer[] {
    const type = this.#index.entities.get(entity)?.fields.get(field)?.type
    if (type?.kind === 'integer') {
      return numbersOf(cell).filter((number) => number >= type.low && number <= type.high)
    }
    if ('fromText' in cell) return [cell.fromText]
    if (!('is' in cell)) return []
    if (type?.kind === 'yes_no') return [cell.is === 'yes']
    return [type?.kind === 'choice' || type?.kind === 'months' ? choiceInJson(cell.is) : cell.is]
  }

  #answerOf(key: Expression): Pick<Source, 'entity' | 'field' | 'byYears'> | null {
    if (key.op === 'field') return { entity: key.entity, field: key.field, byYears: false }
    if (key.op === 'within') return this.#answerOf(key.then)
    if (key.op === 'value') {
      const named = this.#program.values.find(({ name }) => name === key.name)
      return named ? this.#answerOf(named.expression) : null
    }
    if (key.op !== 'whole' || key.unit !== 'years' || key.from.op !== 'field') return null
    return { entity: key.from.entity, field: key.from.field, byYears: true }
  }
}

/** The whole numbers at the ends of a band; none of another cell. */
function numbersOf(cell: KeyCell): readonly number[] {
  const band = bandOf(cell)
  if (!band) return []
  return [band.from, band.to].flatMap((bound) => {
    const number = bound && toSafeInteger(bound)
    return number === null ? [] : [number]
  })
}

function put<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.add(value)
  else map.set(key, new Set([value]))
}
