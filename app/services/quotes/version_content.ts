import { premiumsOf } from './coverage_premiums.ts'
import type { Rating } from './rate_facts.ts'
import { hashWorksheet } from './worksheet_hash.ts'

/** The columns of `quote_versions` that `versionContent` fills, and where an SQL statement binds them. */
export const VERSION_COLUMNS = `plan_version_id, transaction, effective_on, facts, program_hash, premiums,
      worksheet_hash, decision, currency, premium, fee_total, total, actor_id, request_id, recorded_at`
export const VERSION_VALUES = `:planVersionId, :transaction, :effectiveOn, :facts, :programHash, :premiums,
      :worksheetHash, :decision, :currency, :premium, :feeTotal, :total, :userId, :requestId, now()`

/** What a rating stores: facts, premiums and hashes; the worksheet is worked out anew when it is asked for. */
export function versionContent({ version, transaction, facts, worksheet }: Rating) {
  return {
    planVersionId: version.id,
    transaction,
    effectiveOn: worksheet.effectiveOn,
    facts: JSON.stringify(facts),
    programHash: version.programHash,
    premiums: JSON.stringify(premiumsOf(worksheet)),
    worksheetHash: hashWorksheet(worksheet),
    decision: worksheet.decision,
    currency: worksheet.currency,
    premium: worksheet.premium,
    feeTotal: worksheet.feeTotal,
    total: worksheet.total,
  }
}
