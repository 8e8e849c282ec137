import { choiceInJson } from '#rules/index'
import type { CoverageShape, EntityShape, FieldShape, ProductShape } from '#rules/index'
import type { Assumed, Offers } from '#plugins/contract'
import { declaredOffers } from '#services/offers/declared_offers'
import { statedAnswer } from '#services/offers/stated_answer'
import { termsOfPackage } from '#services/offers/package_changes'
import type { Transaction } from '#services/plans/find_plan_in_force'
import { answersByVin } from '#services/vehicles/answers_by_vin'
import { versionForDraft } from './version_for_draft.ts'

/** Something that nobody answered, and what was taken instead. */
export interface Assumption {
  readonly pointer: string
  readonly title: string
  readonly value: unknown
}

export interface AssumedFacts {
  /** Not yet judged: what has no assumption is still missing. */
  readonly facts: unknown
  readonly assumed: readonly Assumption[]
}

/** The facts with what is missing taken from the stated assumptions of product and plan. */
export async function assumeWhatIsMissing(request: {
  readonly plan: string
  readonly transaction: Transaction
  readonly facts: unknown
}): Promise<AssumedFacts> {
  const version = await versionForDraft(request)
  if (!version) return { facts: request.facts, assumed: [] }
  const { shape } = version.prepared.compiled.program
  return assume(shape, request.facts, await declaredOffers(request.plan))
}

/** The facts with what a VIN in them answers, and nothing else that is missing. */
export async function answerByVin(request: {
  readonly plan: string
  readonly transaction: Transaction
  readonly facts: unknown
}): Promise<AssumedFacts> {
  const offers = await declaredOffers(request.plan)
  const version = await versionForDraft(request)
  if (!version) return { facts: request.facts, assumed: [] }
  const { shape } = version.prepared.compiled.program
  return assume(shape, request.facts, offers, 'by VIN alone')
}

/** As `assumeWhatIsMissing`, for a shape that is at hand. */
export function assume(
  shape: ProductShape,
  facts: unknown,
  offers: Required<Offers>,
  what: 'all' | 'by VIN alone' = 'all'
): AssumedFacts {
  if (!isAnswers(facts)) return { facts, assumed: [] }
  const filled: Record<string, unknown> = structuredClone(facts)
  const assumed: Assumption[] = []
  const { policy } = shape
  if (what === 'all') filled[policy.name] ??= {}
  const walk = new Filling(shape, offers, assumed, what)
  walk.entity(policy, filled[policy.name], `/${policy.name}`)
  walk.lists(policy.entities, filled, '')
  return { facts: filled, assumed }
}

class Filling {
  constructor(
    private readonly shape: ProductShape,
    private readonly offers: Required<Offers>,
    private readonly assumed: Assumption[],
    private readonly what: 'all' | 'by VIN alone'
  ) {}

  entity(shape: EntityShape, value: unknown, pointer: string): void {
    if (!isAnswers(value)) return
    const byVin = answersByVin(shape, value, this.offers)
    for (const field of shape.fields) {
      if (field.optional || Object.hasOwn(value, field.name)) continue
      const known = byVin[field.name]
      const taken = known ? known.value : this.#answer(shape, field)
      if (taken === undefined) continue
      value[field.name] = taken
      const title = known ? `${field.title}: ${known.because}` : field.title
      this.#note(`${pointer}/${field.name}`, title, taken)
    }
    if (this.what === 'all') this.#coverages(shape, value, pointer)
    if (shape.list !== null) this.lists(shape.entities, value, pointer)
  }

  lists(shapes: readonly EntityShape[], around: Record<string, unknown>, pointer: string): void {
    for (const shape of shapes) {
      if (shape.list === null) continue
      const isUnsaid = around[shape.list] === undefined && shape.low === 0
      if (isUnsaid && this.what === 'all') around[shape.list] = []
      const list = around[shape.list]
      if (!Array.isArray(list)) continue
      for (const [at, each] of list.entries()) {
        this.entity(shape, each, `${pointer}/${shape.list}/${at}`)
      }
    }
  }

  #answer(entity: EntityShape, field: FieldShape): Assumed | undefined {
    return this.what === 'all' ? statedAnswer(this.shape, this.offers, entity, field) : undefined
  }

  #coverages(shape: EntityShape, value: Record<string, unknown>, pointer: string): void {
    const { coverages = {} } = value
    const isUnsaid = isAnswers(coverages) && Object.keys(coverages).length === 0
    if (shape.coverages.length === 0 || !isUnsaid) return
    const offered = this.offers.packages.find(({ name }) => name === this.offers.assumesPackage)
    const taken: Record<string, unknown> = {}
    for (const coverage of shape.coverages) {
      const terms = this.#terms(shape, coverage, offered?.covers[coverage.name])
      if (terms === undefined) continue
      taken[coverage.name] = terms
      this.#note(`${pointer}/coverages/${coverage.name}`, coverage.title, terms)
    }
    value.coverages = taken
  }

  #terms(
    entity: EntityShape,
    coverage: CoverageShape,
    wanted: Readonly<Record<string, number>> | null | undefined
  ): unknown {
    const declared = this.offers.assumes[`${entity.name}.coverages.${coverage.name}`]
    if (declared !== undefined) return declared
    if (wanted) return termsOfPackage(coverage, wanted)
    if (coverage.optional) return undefined
    const first = coverage.terms.map(({ name, choices }) => [name, choiceInJson(choices[0] ?? '')])
    return Object.fromEntries(first)
  }

  #note(pointer: string, title: string, value: unknown): void {
    this.assumed.push({ pointer, title, value })
  }
}

/** What is answered so far, to be filled in. */
function isAnswers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
