import { fired } from './fired.ts'
import type { PreparedProgram, PreparedRule } from './prepare.ts'
import type { Risk } from './risk.ts'
import { forEachCombination } from './slot.ts'
import type { Decision, RuleOutcome } from './worksheet.ts'

export interface Eligibility {
  readonly decision: Decision
  readonly applied: readonly RuleOutcome[]
  readonly notApplied: readonly RuleOutcome[]
}

/** What the eligibility rules decided, in the plan's order, each with the facts that decided it. */
export function judgeEligibility(
  { eligibility, groups }: PreparedProgram,
  risk: Risk
): Eligibility {
  const applied: RuleOutcome[] = []
  const notApplied: RuleOutcome[] = []
  for (const rule of eligibility) {
    const of = groups[rule.group]?.of ?? { kinds: [], byCoverage: false }
    const held = new Set<string>()
    const failed = new Set<string>()
    forEachCombination(of, risk, () => {
      const isFired = fired({ group: rule.group, index: rule.index, of }, risk)
      const where = of.kinds.map((kind) => `${kind.name} ${risk.at(kind).number}`)
      const reasons = rule.reasons(risk, isFired).join(', ')
      const told = where.length === 0 ? reasons : `${where.join(', ')}: ${reasons}`
      if (isFired) held.add(told)
      else failed.add(told)
    })
    if (held.size > 0) applied.push(outcome(rule, held))
    else notApplied.push(outcome(rule, failed))
  }
  return { decision: decide(applied), applied, notApplied }
}

function decide(applied: readonly RuleOutcome[]): Decision {
  if (applied.some(({ action }) => action === 'decline')) return 'decline'
  return applied.some(({ action }) => action === 'refer') ? 'refer' : 'accept'
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
