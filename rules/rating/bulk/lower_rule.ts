import type { RuleGroup, RuleProgram } from '../../program/program.ts'
import { known } from '../layout.ts'
import type { Register } from './ir.ts'
import { lowerCondition } from './lower_condition.ts'
import { lowerTaken } from './lower_expression.ts'
import type { Lowering } from './lowering.ts'

/** Whether a rule fires for the entities in scope, as a test. */
export function lowerFired(name: string, lowering: Lowering): Register {
  const group = known(
    lowering.program.groups.find(({ rules }) => rules.some((rule) => rule.name === name)),
    name
  )
  const rule = known(
    group.rules.find((one) => one.name === name),
    name
  )
  return lowering.once(`rule ${name}`, group.of, () => ({
    is: 'yes_no',
    register: lowerCondition(rule.conditions, lowering),
  })).register
}

/** Judges every rule of a group for every combination, and calls back with each outcome. */
export function lowerGroup(
  { of, rules }: RuleGroup,
  lowering: Lowering,
  visit: (rule: RuleProgram, fired: Register) => void
): void {
  const { builder } = lowering
  const { layout } = lowering
  const kinds = of
    .filter((name) => name !== 'coverage' && layout.kind(name).holder !== null)
    .map((name) => layout.kind(name))
  const judge = () => {
    for (const rule of rules) {
      lowering.orGiveUp(() => visit(rule, lowerFired(rule.name, lowering)), undefined)
    }
  }
  const enter = (at: number): void => {
    const kind = kinds[at]
    if (kind) return lowering.forAll(kind, () => enter(at + 1))
    if (!of.includes('coverage')) return judge()
    const carrier = kinds.at(-1) ?? layout.kind('policy')
    for (const coverage of carrier.coverages) {
      builder.when(lowerTaken(coverage, lowering), () => lowering.withCoverage(coverage, judge))
    }
  }
  enter(0)
}
