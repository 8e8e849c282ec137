import type { PlanModel, Value } from '../plan/model.ts'
import { reached } from '../plan/reachable.ts'
import type { Outcome } from '../syntax/law_ast.ts'

/** A place where a value decides something that the insured feels. */
export interface Sink {
  readonly outcome: Outcome
  readonly value: Value
  /** The coverages that it is worked out for (null: it is of none). */
  readonly coverages: readonly (string | null)[]
  /** `The premium of BI, COLL`, `Fee stamp`, `Rule UW-1`; of those coverages that are concerned. */
  readonly whose: (coverages: readonly string[]) => string
  /** The last station: `premium of BI, COLL, step 2 "Points" (condition)`. */
  readonly words: (coverages: readonly string[]) => string
}

/** Every value that a premium, a fee or a decision is made of, in the order of the plan. */
export function sinksOf(plan: PlanModel): readonly Sink[] {
  return [...decisions(plan), ...premiums(plan), ...total(plan), ...fees(plan)]
}

function decisions({ rules }: PlanModel): readonly Sink[] {
  return rules.map(({ name, condition, action }) => ({
    outcome: 'decisions',
    value: condition,
    coverages: [null],
    whose: () => `Rule ${name}`,
    words: () => `rule ${name} (${action})`,
  }))
}

function premiums(plan: PlanModel): readonly Sink[] {
  return plan.premiums.flatMap(({ over, steps }) =>
    steps.flatMap((step, at): readonly Sink[] => {
      const coverages = over.coverages ?? [null]
      const applies = reached(step.when, step.unless, coverages)
      if (applies.length === 0) return []
      const of = (named: readonly string[]) => (named.length > 0 ? named.join(', ') : over.entity)
      const sink = (value: Value | null, among: readonly (string | null)[], how: string) => {
        if (!value) return []
        const place = `step ${at + 1} "${step.name}"${how}`
        return [
          {
            outcome: 'premiums' as const,
            value,
            coverages: among,
            whose: (named: readonly string[]) => `The premium of ${of(named)}`,
            words: (named: readonly string[]) => `premium of ${of(named)}, ${place}`,
          },
        ]
      }
      const condition = step.op === 'round' ? ' (rounding)' : ' (condition)'
      return [
        ...sink(step.when, coverages, condition),
        ...sink(step.unless, coverages, condition),
        ...sink(step.operand, applies, ''),
      ]
    })
  )
}

function total(plan: PlanModel): readonly Sink[] {
  return (plan.total?.steps ?? []).flatMap(({ op, name, when, unless, operand }, at) => {
    const place = `total of the policy, step ${at + 1} "${name}"`
    const sink = (value: Value | null, how: string): readonly Sink[] =>
      value
        ? [
            {
              outcome: 'premiums',
              value,
              coverages: [null],
              whose: () => 'The total of the policy',
              words: () => place + how,
            },
          ]
        : []
    const condition = op === 'round' ? ' (rounding)' : ' (condition)'
    return [...sink(when, condition), ...sink(unless, condition), ...sink(operand, '')]
  })
}

function fees(plan: PlanModel): readonly Sink[] {
  return plan.fees.flatMap(({ name, when, amount, by, span }): readonly Sink[] => {
    const fee = { outcome: 'fees', coverages: [null], whose: () => `Fee ${name}` } as const
    const field = plan.shape.policy.fields.find((each) => each.name === by)
    const months: Value | null = field
      ? { kind: 'field', type: { kind: 'integer' }, entity: 'policy', field, span }
      : null
    return [
      ...(months ? [{ ...fee, value: months, words: () => `fee ${name} (months)` }] : []),
      ...(when ? [{ ...fee, value: when, words: () => `fee ${name} (condition)` }] : []),
      { ...fee, value: amount, words: () => `fee ${name}` },
    ]
  })
}
