import type { Span } from '../source.ts'

/** An error stops a plan and a warning is to be acted on; a note is to be known, such as a doubt about a row of law. */
export type Severity = 'error' | 'warning' | 'note'

/** A second place that explains the first, such as the other row of an overlap. */
export interface RelatedPlace {
  readonly span: Span
  readonly message: string
}

/** What is wrong, where, and how to mend it: a value, never thrown. */
export interface Diagnostic {
  /** Stable: `RATE1xx` syntax, `2xx` names, `3xx` types and tables, `4xx` law, `5xx` limits and examples. */
  readonly code: string
  readonly severity: Severity
  /** One sentence. */
  readonly message: string
  readonly span: Span
  readonly related?: readonly RelatedPlace[]
  /** The mend, where one is obvious. */
  readonly help?: string
}
