import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { rate, validateFacts } from '#rules/index'
import type { Facts, PreparedProgram, Worksheet } from '#rules/index'
import QuoteVersion from '#models/quote_version'
import { preparedProgram } from '#services/plans/prepare_version'
import { hashWorksheet } from './worksheet_hash.ts'

export type ReworkedWorksheet =
  | { readonly ok: true; readonly worksheet: Worksheet; readonly hash: string }
  | {
      readonly ok: false
      /** `differs`: this release of the platform no longer comes to the worksheet that was shown. */
      readonly error: { readonly type: 'no_such_version' | 'differs' }
    }

/** The worksheet of a stored version, worked out anew and proved by its hash to be what was shown then. */
export async function reworkWorksheet(
  quoteId: string,
  number: number,
  client: QueryClientContract = db.connection()
): Promise<ReworkedWorksheet> {
  const stored = await QuoteVersion.query({ client })
    .where({ quoteId, number })
    .preload('planVersion', (query) => query.select('id', 'planId', 'programHash'))
    .first()
  if (!stored) return { ok: false, error: { type: 'no_such_version' } }
  const { worksheetHash: hash } = stored
  const reworked = await reworkVersion(stored)
  return reworked && hashWorksheet(reworked.worksheet) === hash
    ? { ok: true, worksheet: reworked.worksheet, hash }
    : { ok: false, error: { type: 'differs' } }
}

/** What a version is rated from. */
export type RatedFrom = Pick<QuoteVersion, 'planVersionId' | 'programHash' | 'facts'>

/** What a version's own program makes of its facts today. */
export interface ReworkedVersion {
  readonly prepared: PreparedProgram
  readonly facts: Facts
  readonly worksheet: Worksheet
}

/** Rates a stored version anew, whatever it showed; undefined where its facts are no longer accepted. */
export async function reworkVersion({
  planVersionId: id,
  programHash,
  facts,
}: RatedFrom): Promise<ReworkedVersion | undefined> {
  const prepared = await preparedProgram({ id, programHash })
  const validated = validateFacts(prepared.compiled.program.shape, facts)
  const outcome = validated.ok ? await rate(prepared, validated.facts) : undefined
  return validated.ok && outcome?.ok
    ? { prepared, facts: validated.facts, worksheet: outcome.worksheet }
    : undefined
}
