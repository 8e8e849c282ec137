import { rate, validateFacts } from '#rules/index'
import type { FactError, Facts, PreparedProgram, Worksheet } from '#rules/index'
import type { Offers } from '#plugins/contract'
import { differenceOf } from './amounts.ts'
import { packageChanges } from './package_changes.ts'
import { factAt, varyFacts, type FactChange } from './vary_facts.ts'

/** A risk that is rated, with what rated it. */
export interface RatedRisk {
  readonly prepared: PreparedProgram
  readonly facts: Facts
  readonly worksheet: Worksheet
}

/** What a caller would like to see the price of: facts by their place, null to leave one out. */
export interface Variation {
  readonly name: string
  readonly set: Readonly<Record<string, unknown>>
}

/** One way to be insured, with its price beside the price that was asked for. */
export interface PricedOption {
  readonly kind: 'package' | 'variation'
  readonly name: string
  readonly title: string
  readonly changes: readonly FactChange[]
  readonly facts: Facts
  readonly worksheet: Worksheet
  readonly difference: string
}

export type OptionsResult =
  | { readonly ok: true; readonly options: readonly PricedOption[] }
  /** The variation of that number, from 0, is no risk that the plan takes. */
  | { readonly ok: false; readonly number: number; readonly errors: readonly FactError[] }

/** Prices the packages that are offered, which a plan may refuse, and every variation, which it may not. */
export async function priceOptions(
  risk: RatedRisk,
  offers: Required<Offers>,
  variations: readonly Variation[]
): Promise<OptionsResult> {
  const options: PricedOption[] = []
  for (const offered of offers.packages) {
    const { shape } = risk.prepared.compiled.program
    const changes = packageChanges(shape, risk.facts, offered)
    const priced = await priceChanges(risk, changes)
    if (priced.ok) {
      const { name, title } = offered
      options.push({ kind: 'package', name, title, changes, ...priced.priced })
    }
  }
  for (const [number, { name, set }] of variations.entries()) {
    const changes = Object.entries(set).map(([pointer, value]) => ({
      pointer,
      before: factAt(risk.facts, pointer),
      after: value === null ? undefined : value,
    }))
    const priced = await priceChanges(risk, changes)
    if (!priced.ok) return { ok: false, number, errors: priced.errors }
    options.push({ kind: 'variation', name, title: name, changes, ...priced.priced })
  }
  return { ok: true, options }
}

const NO_SUCH_PLACE: FactError = {
  path: '',
  pointer: '',
  code: 'no_such_place',
  message: 'names a place that is not in these facts.',
  help: 'A JSON pointer into the facts, such as /vehicles/0/coverages/COLL/deductible.',
}

type PricedChanges =
  | { readonly ok: true; readonly priced: Pick<PricedOption, 'facts' | 'worksheet' | 'difference'> }
  | { readonly ok: false; readonly errors: readonly FactError[] }

/** The risk with some facts chosen otherwise, by the same program. */
export async function priceChanges(
  { prepared, facts, worksheet: asked }: RatedRisk,
  changes: readonly FactChange[]
): Promise<PricedChanges> {
  const chosen = varyFacts(facts, changes)
  if (chosen === undefined) return { ok: false, errors: [NO_SUCH_PLACE] }
  const varied = validateFacts(prepared.compiled.program.shape, chosen)
  if (!varied.ok) return varied
  const outcome = await rate(prepared, varied.facts)
  if (!outcome.ok) return outcome
  const { worksheet } = outcome
  const difference = differenceOf(asked.total, worksheet.total)
  return { ok: true, priced: { facts: varied.facts, worksheet, difference } }
}
