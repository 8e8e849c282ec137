import { childrenOf } from '../plan/children.ts'
import type { PlanModel, Value } from '../plan/model.ts'
import { needsOf } from '../plan/needs.ts'
import { indexShape, type ShapeIndex } from '../plan/shape_index.ts'
import type { Program } from '../program/program.ts'
import type { Span } from '../source.ts'
import { LIMITS } from './limits.ts'
import type { Report } from './report.ts'

/** What the largest risk that the product allows can cost; above the limit it is refused. */
export function worstCase(plan: PlanModel, at: Span, report: Report): Program['worstCase'] {
  const index = indexShape(plan.shape)
  const cost = { steps: 0, lookups: 0, rules: 0, operations: 0 }
  const work = (value: Value | null, times: number) => {
    if (!value) return
    cost.lookups += times * countIn(value, index, ({ kind }) => kind === 'lookup')
    cost.operations += times * countIn(value, index, () => true)
  }
  const judge = (condition: Value | null, coverages: number) => {
    if (!condition) return
    const needs = needsOf(condition, index, (name) => plan.lets.get(name))
    const times = combinations(needs, coverages, index)
    cost.rules += times
    work(condition, times)
  }
  for (const { of, value } of plan.lets.values()) {
    work(value, combinations(of, index.coverages.size, index))
  }
  for (const { condition } of plan.rules) judge(condition, 1)
  for (const { over, items, atMost } of plan.discounts ? [plan.discounts] : []) {
    const coverages = over.coverages?.length ?? 1
    const times = combinations([over.entity], 1, index) * coverages
    work(atMost, times)
    for (const { when, percent } of items) {
      judge(when, coverages)
      work(percent, times)
    }
  }
  for (const { over, steps } of plan.premiums) {
    const coverages = over.coverages?.length ?? 1
    const times = combinations([over.entity], 1, index) * coverages
    cost.steps += times * steps.length
    for (const { when, unless, operand } of steps) {
      judge(when ?? unless, coverages)
      work(operand, times)
    }
  }
  for (const { when, unless, operand } of plan.total?.steps ?? []) {
    cost.steps += 1
    judge(when ?? unless, 1)
    work(operand, 1)
  }
  for (const { when, amount, each } of plan.fees) {
    judge(when, 1)
    work(amount, combinations([each], 1, index))
  }
  reportExcess(cost, at, report)
  const { steps, lookups, rules } = cost
  return { steps, lookups, rules }
}

function reportExcess(cost: Readonly<Record<string, number>>, at: Span, report: Report) {
  for (const [what, number] of Object.entries(cost)) {
    const limit = what === 'operations' ? LIMITS.operations : LIMITS.worstCase
    if (number <= limit) continue
    const shown = number > Number.MAX_SAFE_INTEGER ? 'far too many' : String(number)
    report.error('RATE506', at, `The largest risk takes ${shown} ${what}; the limit is ${limit}`, {
      help: 'let the product allow fewer of something, or the plan do less for each',
    })
  }
}

/** How many combinations of such entities one risk can have. */
function combinations(of: readonly string[], coverages: number, index: ShapeIndex): number {
  const entities = of.filter((entity) => entity !== 'coverage' && entity !== 'policy')
  const holders = new Set(
    entities.flatMap((entity) => index.entities.get(entity)?.path.slice(0, -1) ?? [])
  )
  const innermost = entities.filter((entity) => !holders.has(entity))
  const times = innermost.reduce(
    (product, entity) => product * (index.entities.get(entity)?.most ?? 1),
    1
  )
  return of.includes('coverage') ? times * Math.max(1, coverages) : times
}

/** How many such values one evaluation works out, those inside a list once for each that it may hold. */
function countIn(value: Value, index: ShapeIndex, isCounted: (value: Value) => boolean): number {
  const inside = childrenOf(value).reduce((sum, child) => sum + countIn(child, index, isCounted), 0)
  return inside * timesInside(value, index) + (isCounted(value) ? 1 : 0)
}

/** How often what stands inside a value is worked out at most. */
function timesInside(value: Value, index: ShapeIndex): number {
  const most = (entity: string) => index.entities.get(entity)?.shape.high ?? 1
  if (value.kind === 'aggregate' || value.kind === 'quantified') return most(value.over)
  return value.kind === 'assigned' ? most(value.from) + most(value.to) : 1
}
