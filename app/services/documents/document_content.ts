/**
 * Everything that a document says, as text in its order: what a template sets and nothing it would have to know.
 * Plain JSON, so that it can be sealed with the policy version that it belongs to.
 */
export interface DocumentContent {
  readonly kind: 'declarations' | 'proposal'
  readonly title: string
  readonly insurer: { readonly name: string; readonly contact: string }
  /** The number that people quote: of the policy, or of the quote and its version. */
  readonly number: string
  /** Cells of the page's head: what it is, and what it says in lines. */
  readonly facts: readonly { readonly title: string; readonly lines: readonly string[] }[]
  /** Who and what is insured: a table for each kind. */
  readonly listings: readonly {
    readonly title: string
    readonly columns: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }[]
  readonly premiums: readonly PremiumTable[]
  readonly discounts: readonly { readonly title: string; readonly detail: string }[]
  /** What the total is made of, and then the total. */
  readonly sums: readonly { readonly title: string; readonly amount: string }[]
  readonly total: { readonly title: string; readonly amount: string }
  readonly instalments: readonly {
    readonly number: string
    readonly due: string
    readonly amount: string
  }[]
  readonly forms: readonly { readonly number: string; readonly title: string }[]
  /** What the least cover would cost; null where the plan doesn't tell it. */
  readonly leastCover: {
    readonly title: string
    readonly text: string
    readonly citation: string
    readonly tables: readonly PremiumTable[]
    readonly total: string
  } | null
  readonly notices: readonly {
    readonly title: string
    readonly paragraphs: readonly string[]
    readonly citation: string
  }[]
  /** What stands at the foot of every page. */
  readonly provenance: readonly string[]
}

/** The coverages of one insured thing, with what each costs. */
export interface PremiumTable {
  readonly title: string
  readonly rows: readonly {
    readonly coverage: string
    readonly terms: string
    readonly premium: string
  }[]
  readonly subtotal: string
}
