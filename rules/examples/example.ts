import type { Span } from '../source.ts'

/** What an example expects of the worksheet, with where it says so. */
export type ExampleExpectation =
  | {
      readonly kind: 'premium'
      readonly entity: string
      readonly number: number
      readonly coverage: string | null
      readonly amount: string
      readonly span: Span
    }
  | { readonly kind: 'fee'; readonly fee: string; readonly amount: string; readonly span: Span }
  | { readonly kind: 'total'; readonly amount: string; readonly span: Span }
  | {
      readonly kind: 'rule'
      readonly action: 'decline' | 'refer' | 'require'
      readonly rule: string
      readonly span: Span
    }
  | { readonly kind: 'none'; readonly action: 'decline' | 'refer' | 'require'; readonly span: Span }

/** A worked example of a plan: the facts of one risk as JSON, and what is expected of its rating. */
export interface Example {
  readonly title: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly expect: readonly ExampleExpectation[]
  readonly span: Span
}
