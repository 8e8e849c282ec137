import { fired } from './fired.ts'
import type { PreparedProgram, PreparedRule } from './prepare.ts'
import type { Risk } from './risk.ts'
import { forEachCombination } from './slot.ts'
import type { Decision, RuleOutcome } from './worksheet.ts'

export interface Eligibility {
  readonly applied: readonly RuleOutcome[]
  readonly notApplied: readonly RuleOutcome[]
}

/** What the rules that fired for any of the risk's entities decide together. */
export function decide({ eligibility }: PreparedProgram, risk: Risk): Decision {
  let decision: Decision = 'accept'
  for (const { program, place } of eligibility) {
    const { type } = program.event
    if (type === 'require' || !risk.hasFired(place.group, place.index)) continue
    if (type === 'decline') return 'decline'
    decision = 'refer'
  }
  return decision
}

/** What came of the eligibility rules, in the plan's order, each with the facts that decided it. */
export function tellEligibility({ eligibility }: PreparedProgram, risk: Risk): Eligibility {
  const applied: RuleOutcome[] = []
  const notApplied: RuleOutcome[] = []
  for (const rule of eligibility) {
    const { held, failed } = tellRule(rule, risk)
    if (held.size > 0) applied.push(outcome(rule, held))
    else notApplied.push(outcome(rule, failed))
  }
  return { applied, notApplied }
}

/** Those that hold alone, which are few. */
export function tellApplied({ eligibility }: PreparedProgram, risk: Risk): readonly RuleOutcome[] {
  return eligibility
    .filter(({ place }) => risk.hasFired(place.group, place.index))
    .map((rule) => outcome(rule, tellRule(rule, risk).held))
}

function tellRule(rule: PreparedRule, risk: Risk) {
  const { place } = rule
  const { of } = place
  const held = new Set<string>()
  const failed = new Set<string>()
  forEachCombination(of, risk, () => {
    const isFired = fired(place, risk)
    const where = of.kinds.map((kind) => `${kind.name} ${risk.at(kind).number}`)
    const reasons = rule.reasons(risk, isFired).join(', ')
    const told = where.length === 0 ? reasons : `${where.join(', ')}: ${reasons}`
    if (isFired) held.add(told)
    else failed.add(told)
  })
  return { held, failed }
}

function outcome(
  { program: { name, event } }: PreparedRule,
  because: ReadonlySet<string>
): RuleOutcome {
  const { type, params } = event
  return {
    rule: params.rule || name,
    title: params.title ?? null,
    // Only rules of these three types are among the eligibility rules.
    action: type as RuleOutcome['action'],
    reason: params.reason ?? '',
    to: params.to ?? null,
    citation: params.citation ?? null,
    because: [...because].join('; '),
  }
}
