import type { Offers } from '#plugins/contract'
import type { RuleOutcome, Worksheet } from '#rules/index'
import { compareAmounts } from './amounts.ts'
import { leverCandidates, type LeverCandidate } from './lever_candidates.ts'
import { priceChanges, type RatedRisk } from './price_options.ts'

/** Something that a customer can choose to pay less, with the exact difference that it makes. */
export interface Lever extends LeverCandidate {
  readonly total: string
  /** Below zero. */
  readonly difference: string
  /** What would then have to be there in writing, and is not asked for now. */
  readonly requires: readonly RuleOutcome[]
}

/** All that would lower a price without turning the risk away, the largest difference first. */
export async function findLevers(
  risk: RatedRisk,
  offers: Required<Offers>
): Promise<readonly Lever[]> {
  const { shape } = risk.prepared.compiled.program
  const levers: Lever[] = []
  for (const candidate of leverCandidates(shape, risk.facts, offers)) {
    const result = await priceChanges(risk, [candidate.change])
    if (!result.ok) continue
    const { worksheet, difference } = result.priced
    const isWelcome = RANK[worksheet.decision] <= RANK[risk.worksheet.decision]
    if (!isWelcome || !difference.startsWith('-')) continue
    const requires = newRequirements(risk.worksheet, worksheet)
    levers.push({ ...candidate, total: worksheet.total, difference, requires })
  }
  return levers.sort((one, other) => compareAmounts(one.difference, other.difference))
}

const RANK = { accept: 0, refer: 1, decline: 2 } as const

function newRequirements(before: Worksheet, after: Worksheet): readonly RuleOutcome[] {
  const known = new Set(before.applied.map(({ rule }) => rule))
  return after.applied.filter(({ action, rule }) => action === 'require' && !known.has(rule))
}
