import type { Mover } from '#services/quotes/life/move_quote'
import { sourcesOf } from './find_versions.ts'
import { judgeSources, type PlacedDiagnostic } from './judge_sources.ts'
import { moveVersion, type PlanMoveResult } from './move_version.ts'
import type { StoredStatus } from './plan_moves.ts'

export type SubmitFailure =
  | { readonly type: 'has_errors'; readonly errors: readonly PlacedDiagnostic[] }
  /** The text is that of another plan or product. */
  | { readonly type: 'other_plan'; readonly named: string }

/** Where a version stands after a move. */
export interface VersionStanding {
  readonly status: StoredStatus
  readonly lockVersion: number
}

/** Hands a draft to review: one that is whole, with worked examples that hold. */
export function submitVersion(
  plan: string,
  number: number,
  reason: string | null,
  by: Mover
): Promise<PlanMoveResult<VersionStanding, SubmitFailure>> {
  const move = { move: 'submit', reason } as const
  return moveVersion<VersionStanding, SubmitFailure>(plan, number, move, by, async (version) => {
    const { compiled, diagnostics } = await judgeSources(await sourcesOf(version.id))
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) return { failed: { type: 'has_errors', errors } }
    const named = compiled?.program.plan.name ?? ''
    if (named !== plan) return { failed: { type: 'other_plan', named } }
    return standing('in_review', version.lockVersion)
  })
}

/** Approves a version in review; never by whoever wrote it. */
export function approveVersion(
  plan: string,
  number: number,
  reason: string | null,
  by: Mover
): Promise<PlanMoveResult<VersionStanding>> {
  return moveVersion(plan, number, { move: 'approve', reason }, by, async ({ lockVersion }) =>
    standing('approved', lockVersion)
  )
}

/** Makes a version a draft again, with the reason that its author reads. */
export function sendBackVersion(
  plan: string,
  number: number,
  reason: string,
  by: Mover
): Promise<PlanMoveResult<VersionStanding>> {
  return moveVersion(plan, number, { move: 'send_back', reason }, by, async ({ lockVersion }) =>
    standing('draft', lockVersion)
  )
}

function standing(status: StoredStatus, lockVersion: number) {
  return { to: status, value: { status, lockVersion: lockVersion + 1 } }
}
