import type { NamedValue } from '../program/program.ts'
import type { Kind, Layout } from './layout.ts'
import type { Risk, Value } from './risk.ts'

/** An expression compiled once; it reads the entities in scope of the risk. */
export type Evaluate = (risk: Risk) => Value

/** A named value of the program: evaluated at most once for each combination of what it is of. */
export interface Slot {
  readonly index: number
  readonly name: string
  readonly of: Of
  readonly type: NamedValue['type']
  /** Set when the expressions are compiled, which may name one another. */
  evaluate: Evaluate
}

/** The kinds of entity, and perhaps a coverage, that something is of. */
export interface Of {
  readonly kinds: readonly Kind[]
  readonly byCoverage: boolean
}

/** Reads the kinds of a program's `of`; the policy, of which there is one, is left out. */
export function readOf(of: readonly string[], layout: Layout): Of {
  const entities = of.filter((name) => name !== 'coverage' && layout.kind(name).holder !== null)
  return { kinds: entities.map((name) => layout.kind(name)), byCoverage: of.includes('coverage') }
}

/** A number for the combination in scope, different for each one of the risk. */
export function combinationKey({ kinds, byCoverage }: Of, risk: Risk): number {
  const [only] = kinds
  if (only === undefined && !byCoverage) return 0
  if (only !== undefined && kinds.length === 1 && !byCoverage) return risk.at(only).ordinal
  let key = 0
  for (const kind of kinds) key = key * risk.all(kind).length + risk.at(kind).ordinal
  if (byCoverage) key = key * risk.layout.coverages.length + (risk.coverage?.index ?? 0)
  return key
}

/** The value of a slot in the present scope. */
export function valueOf(slot: Slot, risk: Risk): Value {
  const { index, of } = slot
  const { kinds, byCoverage } = of
  if (kinds.length === 0 && !byCoverage) {
    const found = risk.single[index]
    if (found !== undefined) return found
    const value = slot.evaluate(risk)
    risk.single[index] = value
    return value
  }
  const key = combinationKey(of, risk)
  const values = (risk.found[index] ??= new Array<Value>(combinations(of, risk)))
  const found = values[key]
  if (found !== undefined) return found
  const value = slot.evaluate(risk)
  values[key] = value
  return value
}

/** How many combinations the risk has. */
function combinations({ kinds, byCoverage }: Of, risk: Risk): number {
  let count = byCoverage ? risk.layout.coverages.length : 1
  for (const kind of kinds) count *= risk.all(kind).length
  return count
}

/** Calls back for each combination of the risk, with its entities and coverage in scope. */
export function forEachCombination(of: Of, risk: Risk, visit: () => void): void {
  enterFrom(0, of, risk, visit)
}

function enterFrom(at: number, of: Of, risk: Risk, visit: () => void): void {
  const { kinds, byCoverage } = of
  const kind = kinds[at]
  if (kind !== undefined) {
    for (const instance of instancesOf(kind, kinds, at, risk)) {
      risk.enter(instance)
      enterFrom(at + 1, of, risk, visit)
    }
    return
  }
  const carrier = kinds.at(-1) ?? risk.layout.kinds[0]
  if (!byCoverage || carrier === undefined) {
    visit()
    return
  }
  for (const coverage of risk.at(carrier).coverages) {
    risk.coverage = coverage
    visit()
  }
  risk.coverage = null
}

/** Those that the entity in scope holds where that is one of the combination's before it, else all. */
function instancesOf(kind: Kind, kinds: readonly Kind[], at: number, risk: Risk) {
  const { holder } = kind
  const place = holder ? kinds.indexOf(holder) : -1
  return holder && place !== -1 && place < at ? risk.at(holder).list(kind) : risk.all(kind)
}
