import { validateFacts, type Facts, type PreparedProgram } from '#rules/index'

/** Facts that the marina plan rates, with some of the policy's answers and the boats of one's choice. */
export function marinaFacts(
  prepared: PreparedProgram,
  policy: Readonly<Record<string, unknown>> = {},
  boats: readonly Readonly<Record<string, unknown>>[] = [{}]
): Facts {
  const result = validateFacts(prepared.compiled.program.shape, {
    policy: {
      effective_on: '2026-05-01',
      term: 12,
      harbour: 'lake',
      members: 80,
      sums_insured: '1000.00',
      patrolled: false,
      coverages: { PIER: { limit: 1000 } },
      ...policy,
    },
    captains: [
      {
        name: 'Nemo',
        sailing_since: '2000-05-01',
        mishaps: [{ cost: '99.90', on: '2025-06-01' }],
      },
    ],
    boats: boats.map((boat) => ({
      length: 5,
      engine: 'none',
      built_on: '2012-01-01',
      skipper: 1,
      coverages: { HULL: { deductible: 50 } },
      ...boat,
    })),
  })
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 2))
  return result.facts
}
