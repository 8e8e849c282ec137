import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import QuoteVersion from '#models/quote_version'
import { findRival } from '#services/plans/life/find_rival'
import { sourcesOf } from '#services/plans/life/find_versions'
import type { VersionSummary } from '#services/plans/life/version_summary'
import { preparedProgram } from '#services/plans/prepare_version'
import { tablesOf } from '#services/plans/read_plan_sources'
import type { Impact, ImpactTask } from './impact_task.ts'
import { measureOnThread } from './impact_thread.ts'

/** Which risks a version is tried on, and which version it is held against. */
export interface ImpactWish {
  readonly of: 'book' | 'quotes'
  readonly size: number
  readonly seed: number
  readonly against: number | undefined
}

/** An impact, with the versions that it lies between. */
export interface VersionImpact extends Impact {
  readonly of: ImpactWish['of']
  readonly against: number
  readonly currency: string
}

export type VersionImpactResult =
  | { readonly ok: true; readonly value: VersionImpact }
  | {
      readonly ok: false
      readonly error:
        | { readonly type: 'has_errors' | 'nothing_to_compare' }
        | { readonly type: 'no_book'; readonly why: string }
    }

/** Rates many risks by a version and by the one in force, on a thread beside this one, and stores nothing. */
export async function impactOfVersion(
  version: VersionSummary,
  wish: ImpactWish
): Promise<VersionImpactResult> {
  const { programHash } = version
  if (programHash === null) return { ok: false, error: { type: 'has_errors' } }
  const rival = await findRival(version, wish.against)
  if (!rival || rival.programHash === null) {
    return { ok: false, error: { type: 'nothing_to_compare' } }
  }
  const before = await preparedProgram({ id: rival.id, programHash: rival.programHash })
  const after = await preparedProgram({ id: version.id, programHash })
  const answer = await measureOnThread({
    before: before.compiled,
    after: after.compiled,
    risks:
      wish.of === 'quotes'
        ? { of: 'quotes', quotes: await openQuotes(version.planId, wish.size) }
        : {
            ...{ of: 'book', plan: version.plan, pluginsFolder: app.makePath('plugins') },
            ...{ size: wish.size, seed: wish.seed },
            tables: tablesOf(await sourcesOf(rival.id)),
            firstDay: laterOf(
              before.compiled.program.plan.newBusinessFrom,
              after.compiled.program.plan.newBusinessFrom
            ),
          },
  } satisfies ImpactTask)
  if (answer.ok) {
    const { of } = wish
    const { currency } = after.compiled.program.plan
    return { ok: true, value: { of, against: rival.number, currency, ...answer.impact } }
  }
  if (answer.type === 'fault') throw new Error(answer.message)
  return { ok: false, error: { type: 'no_book', why: answer.message } }
}

/** The facts of the newest open quotes of a plan, by their newest version. */
async function openQuotes(planId: number, most: number) {
  const { rows } = await db.rawQuery(
    `select v.id from quotes q
     join lateral (
       select id from quote_versions where quote_id = q.id order by number desc limit 1
     ) v on true
     where q.plan_id = ? and q.status in ('quoted', 'referred', 'approved') and q.erased_at is null
     order by q.id desc limit ?`,
    [planId, most]
  )
  const ids = rows.map(({ id }: { readonly id: string }) => id)
  const versions = await QuoteVersion.query().whereIn('id', ids).orderBy('id')
  return versions.map(({ quoteId, facts }) => ({ id: String(quoteId), facts }))
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b
}
