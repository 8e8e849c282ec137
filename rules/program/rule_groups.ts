import type { Value } from '../plan/model.ts'
import type { Span } from '../source.ts'
import type { Lowering } from './lowering.ts'
import type { RuleEvent, RuleGroup } from './program.ts'

interface Pending {
  readonly of: readonly string[]
  readonly name: string
  readonly condition: Value
  readonly type: RuleEvent['type']
  readonly params: Omit<RuleEvent['params'], 'order' | 'rule'>
  readonly span: Span
}

/** Gathers rules and sorts them into groups by the smallest scope that their facts need. */
export class RuleGroups {
  readonly #lowering: Lowering
  readonly #pending: Pending[] = []

  constructor(lowering: Lowering) {
    this.#lowering = lowering
  }

  /** `around` is the scope in which the rule stands; where it speaks of a coverage, it is run there. */
  add(rule: Omit<Pending, 'of'>, around: readonly string[]): string {
    const needs = this.#lowering.needs(rule.condition)
    this.#pending.push({ ...rule, of: needs.includes('coverage') ? around : needs })
    return rule.name
  }

  /** The groups, those of the policy first; within each the plan's order, which priorities repeat. */
  build(): readonly RuleGroup[] {
    const ordered = this.#pending.toSorted((a, b) => a.span.start - b.span.start)
    const groups = new Map<
      string,
      { of: readonly string[]; rules: (Pending & { order: number })[] }
    >()
    for (const [order, rule] of ordered.entries()) {
      const key = rule.of.join(' ')
      const group = groups.get(key) ?? { of: rule.of, rules: [] }
      groups.set(key, group)
      group.rules.push({ ...rule, order })
    }
    return [...groups.values()]
      .toSorted((a, b) => a.of.length - b.of.length)
      .map(({ of, rules }) => ({
        of,
        rules: rules.map(({ name, condition, type, params, order }, at) => ({
          name,
          priority: rules.length - at,
          conditions: this.#lowering.group(condition),
          event: { type, params: { order, rule: name, ...params } },
        })),
      }))
  }
}
