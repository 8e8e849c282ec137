import type { RatingSummary } from '#rules/index'

/** What one coverage of one part of the risk costs: as much of a worksheet as a version keeps. */
export interface StoredPremium {
  readonly entity: string
  /** 1-based place in the facts. */
  readonly number: number
  /** null where the premium is not per coverage. */
  readonly coverage: string | null
  readonly premium: string
}

/** The premiums of a rating, in the order of its worksheet. */
export function premiumsOf({
  sections,
}: Pick<RatingSummary, 'sections'>): readonly StoredPremium[] {
  return sections.flatMap(({ entity, number, premiums }) =>
    premiums.map(({ coverage, premium }) => ({ entity, number, coverage, premium }))
  )
}
