import type { Facts } from '../facts/facts.ts'
import type { PreparedProgram } from '../rating/prepare.ts'

/** One of two versions of a risk: what was rated, and with what. */
export interface RatedVersion {
  readonly prepared: PreparedProgram
  readonly facts: Facts
}

/** One answer that differs. */
export interface FieldChange {
  /** `vehicles[0].use`, counted from 0 as in the JSON. */
  readonly path: string
  /** `Vehicle 1: Use`. */
  readonly title: string
  /** As the facts have it; null where it is not there. */
  readonly before: unknown
  readonly after: unknown
}

/** One thing that made a part of the difference, with its share. */
export interface DifferencePart {
  readonly kind: 'facts' | 'rates' | 'fees'
  readonly title: string
  /** The answers that it stands for; none for rates and fees. */
  readonly fields: readonly FieldChange[]
  readonly amount: string
}

export interface PremiumChange {
  readonly entity: string
  readonly number: number
  /** null where the premium is not per coverage. */
  readonly coverage: string | null
  readonly title: string
  /** null where there was none. */
  readonly before: string | null
  readonly after: string | null
}

/** Why the total of a second version is not that of the first. */
export interface Difference {
  readonly before: string
  readonly after: string
  /** `after` less `before`: the sum of the parts. */
  readonly amount: string
  readonly facts: string
  readonly rates: string
  readonly fees: string
  readonly parts: readonly DifferencePart[]
  readonly fields: readonly FieldChange[]
  readonly premiums: readonly PremiumChange[]
}
