import type { PlanModel, Value } from '../plan/model.ts'
import { reached } from '../plan/reachable.ts'
import type { Outcome } from '../syntax/law_ast.ts'

/** A place where a value decides something that the insured feels. */
export interface Sink {
  readonly outcome: Outcome
  readonly value: Value
  /** `The premium of BI, COLL`, `Fee stamp`, `Rule UW-1`. */
  readonly whose: string
  /** The last station: `premium of BI, COLL, step 2 "Points" (condition)`. */
  readonly words: string
}

/** Every value that a premium, a fee or a decision is made of, in the order of the plan. */
export function sinksOf(plan: PlanModel): readonly Sink[] {
  return [...decisions(plan), ...premiums(plan), ...fees(plan)]
}

function decisions({ rules }: PlanModel): readonly Sink[] {
  return rules.map(({ name, condition, action }) => ({
    outcome: 'decisions',
    value: condition,
    whose: `Rule ${name}`,
    words: `rule ${name} (${action})`,
  }))
}

function premiums(plan: PlanModel): readonly Sink[] {
  return plan.premiums.flatMap(({ over, steps }) =>
    steps.flatMap((step, at): readonly Sink[] => {
      const coverages = over.coverages ?? [null]
      const applies = reached(step.when, step.unless, coverages)
      if (applies.length === 0) return []
      const sink = (value: Value | null, among: readonly (string | null)[], how: string) => {
        if (!value) return []
        const named = among.filter((coverage) => coverage !== null)
        const of = named.length > 0 ? named.join(', ') : over.entity
        const place = `premium of ${of}, step ${at + 1} "${step.name}"`
        const words = how === '' ? place : `${place} (${how})`
        return [{ outcome: 'premiums' as const, value, whose: `The premium of ${of}`, words }]
      }
      const condition = step.op === 'round' ? 'rounding' : 'condition'
      return [
        ...sink(step.when, coverages, condition),
        ...sink(step.unless, coverages, condition),
        ...sink(step.operand, applies, ''),
      ]
    })
  )
}

function fees(plan: PlanModel): readonly Sink[] {
  return plan.fees.flatMap(({ name, when, amount }): readonly Sink[] => {
    const fee = { outcome: 'fees', whose: `Fee ${name}` } as const
    return [
      ...(when ? [{ ...fee, value: when, words: `fee ${name} (condition)` }] : []),
      { ...fee, value: amount, words: `fee ${name}` },
    ]
  })
}
