import type { PolicyDetail } from '#services/policies/find_policy'

/** A policy as the API shows it. */
export function presentPolicy(policy: PolicyDetail) {
  return {
    number: policy.number,
    quote_id: policy.quoteId,
    plan: policy.plan,
    begins_on: policy.begins,
    ends_on: policy.ends,
    currency: policy.currency,
    total: policy.total,
    program_hash: policy.programHash,
    bound_at: policy.boundAt,
    bound_by: { name: policy.boundBy },
    instalments: policy.instalments,
  }
}
