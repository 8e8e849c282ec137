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
  const count = (of: readonly string[], coverages: number) => combinations(of, coverages, index)
  const allCoverages = index.coverages.size
  let [steps, lookups, rules] = [0, 0, 0]
  const judge = (condition: Value | null, coverages: number) => {
    if (!condition) return
    const times = count(
      needsOf(condition, index, (name) => plan.lets.get(name)),
      coverages
    )
    rules += times
    lookups += times * lookupsIn(condition, index)
  }
  for (const model of plan.lets.values())
    lookups += count(model.of, allCoverages) * lookupsIn(model.value, index)
  for (const rule of plan.rules) judge(rule.condition, 0)
  for (const { over, items } of plan.discounts ? [plan.discounts] : []) {
    const coverages = over.coverages?.length ?? 1
    for (const item of items) {
      judge(item.when, coverages)
      lookups += count([over.entity], 1) * coverages * lookupsIn(item.percent, index)
    }
  }
  for (const premium of plan.premiums) {
    const coverages = premium.over.coverages?.length ?? 1
    const times = count([premium.over.entity], 1) * coverages
    steps += times * premium.steps.length
    for (const step of premium.steps) {
      judge(step.when ?? step.unless, coverages)
      if (step.operand) lookups += times * lookupsIn(step.operand, index)
    }
  }
  for (const fee of plan.fees) {
    judge(fee.when, 0)
    lookups += count([fee.each], 0) * lookupsIn(fee.amount, index)
  }
  const worst = { steps, lookups, rules }
  for (const [what, number] of Object.entries(worst)) {
    if (number <= LIMITS.worstCase) continue
    report.error(
      'RATE506',
      at,
      `The largest risk takes ${number} ${what}; the limit is ${LIMITS.worstCase}`,
      {
        help: 'let the product allow fewer of something, or the plan do less for each',
      }
    )
  }
  return worst
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

/** Look-ups of one evaluation, those inside a list once for each that it may hold. */
function lookupsIn(value: Value, index: ShapeIndex): number {
  const inside = childrenOf(value).reduce((sum, child) => sum + lookupsIn(child, index), 0)
  if (value.kind === 'lookup') return 1 + inside
  const isList = value.kind === 'aggregate' || value.kind === 'quantified'
  return isList ? inside * (index.entities.get(value.over)?.shape.high ?? 1) : inside
}
