import type { QuoteKey } from '#services/privacy/quote_key'
import { sealFacts } from '#services/privacy/seal_facts'
import { premiumsOf } from './coverage_premiums.ts'
import type { Rating } from './rate_facts.ts'
import { hashRating } from './rating_hash.ts'

/** When it happens, in SQL: at the moment bound as `at`, or now where that is empty. */
export const MOMENT = `coalesce(cast(nullif(:at, '') as timestamptz), now())`

/** What is bound as `at`. */
export function momentText(at: Date | undefined): string {
  return at?.toISOString() ?? ''
}

/** The columns of `quote_versions` that `versionContent` fills, and where an SQL statement binds them. */
export const VERSION_COLUMNS = `plan_version_id, transaction, effective_on, facts, sealed_facts, program_hash,
      premiums, worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at`
export const VERSION_VALUES = `:planVersionId, :transaction, :effectiveOn, :facts, nullif(cast(:sealedFacts as bytea), ''), :programHash,
      :premiums, :worksheetHash, :decision, :currency, :premium, :feeTotal, :total, :userId, :requestId, ${MOMENT}`

/** What an SQL statement adds so that the quote `id` of a row source is found by its private values. */
export const INDEX_PRIVATE_VALUES = `insert into quote_search_hashes (hash, quote_id)
    select hash, id from unnest(cast(:searchHashes as bytea[])) as hash`

/**
 * What a rating stores: facts with their private values sealed, premiums and hashes; the worksheet is worked
 * out anew when it is asked for.
 */
export function versionContent({ version, transaction, facts, rated }: Rating, key: QuoteKey) {
  const { summary } = rated
  const { open, sealed, hashes } = sealFacts(version.prepared.compiled.program.shape, facts, key)
  return {
    planVersionId: version.id,
    transaction,
    effectiveOn: summary.effectiveOn,
    facts: JSON.stringify(open),
    sealedFacts: sealed ?? Buffer.alloc(0),
    searchHashes: hashes,
    programHash: version.programHash,
    premiums: JSON.stringify(premiumsOf(summary)),
    worksheetHash: hashRating(rated),
    decision: summary.decision,
    currency: summary.currency,
    premium: summary.premium,
    feeTotal: summary.feeTotal,
    total: summary.total,
  }
}
