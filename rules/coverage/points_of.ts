import { rowWords } from '../compare/row_words.ts'
import type { Place, Program, RuleProgram, StepProgram } from '../program/program.ts'
import { branchesOf } from './branches.ts'
import { innerBounds } from './bounds.ts'
import type { Point, PointKind } from './coverage.ts'

/** The two ways in which something can come out. */
const OUTCOMES = {
  rule: ['fires', 'does not fire'],
  branch: ['holds', 'does not hold'],
  step: ['applies', 'does not apply'],
  bound: ['binds', 'does not bind'],
  discount: ['granted', 'not granted'],
  fee: ['charged', 'not charged'],
} as const

/** The id of the point at which something came out one way or the other. */
export function outcomeId(kind: keyof typeof OUTCOMES, of: string, outcome: boolean): string {
  return `${kind} ${of} ${OUTCOMES[kind][outcome ? 0 : 1]}`
}

/** The id of the point at which a row was read. */
export function rowId(table: string, row: number): string {
  return `row ${table} ${row}`
}

/** Everything a plan can do but for the edges of bands, in the plan's order. */
export function pointsOf(program: Program): readonly Point[] {
  return [
    ...rulesOf(program).flatMap((rule) => rulePoints(rule)),
    ...innerBounds(program).flatMap(({ id, value, words, at }) =>
      both('bound', id, `${value}, ${words}`, at)
    ),
    ...discountPoints(program),
    ...program.premiums.flatMap(({ steps }) => steps.flatMap((step) => stepPoints(step))),
    ...(program.total?.steps ?? []).flatMap((step) => stepPoints(step)),
    ...program.fees.flatMap((fee) => {
      const name = feeName(fee)
      return fee.rule === null
        ? [one('fee', name, name, true, fee.at)]
        : both('fee', name, name, fee.at)
    }),
    ...ruleBranches(program),
    ...program.tables.flatMap(({ name, keys, rows, at }) =>
      rows.map((row, index): Point => ({
        id: rowId(name, index),
        kind: 'row',
        of: name,
        what: rowWords(keys, row),
        at,
      }))
    ),
  ]
}

function rulesOf({ groups }: Program): readonly RuleProgram[] {
  return groups
    .flatMap(({ rules }) => rules)
    .filter(({ event }) => event.type !== 'discount' && event.type !== 'step')
    .toSorted((a, b) => a.event.params.order - b.event.params.order)
}

function rulePoints({ name }: RuleProgram): readonly Point[] {
  return both('rule', name, name, null)
}

function ruleBranches({ groups }: Program): readonly Point[] {
  return groups
    .flatMap(({ rules }) => rules)
    .toSorted((a, b) => a.event.params.order - b.event.params.order)
    .flatMap(({ name, conditions, event }) =>
      branchesOf(conditions).flatMap(({ path, words }) =>
        both('branch', `${name}${path}`, `${titleOf(name, event)}: ${words}`, null)
      )
    )
}

/** A step's rule goes by its number; people know the step by its name. */
function titleOf(name: string, { type, params }: RuleProgram['event']): string {
  return type === 'step' ? (params.title ?? name) : name
}

function discountPoints({ discounts }: Program): readonly Point[] {
  return discounts.flatMap(({ name: block, items, atMost, at }) => [
    ...items.flatMap(({ name, rule, at: place }) =>
      rule === null
        ? [one('discount', name, name, true, place)]
        : both('discount', name, name, place)
    ),
    ...(atMost ? both('bound', block, 'the cap of the discounts', at) : []),
  ])
}

function stepPoints(step: StepProgram): readonly Point[] {
  const { id, op, name, coverages, rule, unless, at } = step
  const mayBeIdle = coverages !== null || rule !== null || unless !== null
  const isBound = op === 'at least' || op === 'at most'
  return [
    ...(mayBeIdle ? both('step', id, name, at) : isBound ? [] : [one('step', id, name, true, at)]),
    ...(isBound ? both('bound', id, `${name}, ${op} ${step.text}`, at) : []),
  ]
}

function both(
  kind: keyof typeof OUTCOMES,
  id: string,
  of: string,
  at: Place | null
): readonly Point[] {
  return [one(kind, id, of, true, at), one(kind, id, of, false, at)]
}

function one(
  kind: keyof typeof OUTCOMES & PointKind,
  id: string,
  of: string,
  outcome: boolean,
  at: Place | null
): Point {
  const what = OUTCOMES[kind][outcome ? 0 : 1]
  return { id: outcomeId(kind, id, outcome), kind, of, what, at }
}

/** Fees of one name are told apart by the day from which they count. */
export function feeName({
  name,
  from,
}: {
  readonly name: string
  readonly from: string | null
}): string {
  return from === null ? name : `${name} from ${from}`
}
