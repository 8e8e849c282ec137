import { optionsBody } from '#http/options_body'
import { factsJsonSchema } from '#rules/index'
import type { Facts, JsonSchema, ProductShape } from '#rules/index'
import type { Offers } from '#plugins/contract'
import { answeredByVin, assumedOf } from '#services/offers/unneeded_answers'
import { ref } from './schemas.ts'

/** A plan as integrators need to know it. */
export interface DescribedPlan {
  readonly name: string
  readonly title: string
  readonly shape: ProductShape
  readonly offers: Required<Offers>
  /** A risk that the plan rates; a random one that is valid stands in for it. */
  readonly example: Facts | undefined
}

/** What may be sent to be rated, by the shape of each plan: whole facts, or with `assume` the few that it takes. */
export function requestSchemas(plans: readonly DescribedPlan[]): Record<string, JsonSchema> {
  const facts = plans.flatMap((plan) => {
    const { name, shape, offers, example } = plan
    const byVin = answeredByVin(offers)
    const isAssumed = assumedOf(shape, offers)
    return [
      [wholeFacts(plan), schemaOf(shape, example, { byVin })],
      [
        someFacts(plan),
        { ...schemaOf(shape, example, { byVin, isAssumed }), title: titleOf(name) },
      ],
    ] as const
  })
  return {
    ...Object.fromEntries(facts),
    RatingRequest: { oneOf: plans.map((plan) => wholeRequest(plan)) },
    QuoteRequest: {
      oneOf: plans.flatMap((plan) => [
        wholeRequest(plan, { assume: noAssumption }),
        quickRequest(plan),
      ]),
    },
    OptionsRequest: { oneOf: plans.map((plan) => wholeRequest(plan, { variations })) },
    Revision: {
      oneOf: [
        revision(plans.map(wholeFacts), { assume: noAssumption }, []),
        revision(plans.map(someFacts), { assume }, ['assume']),
      ],
    },
  }
}

// Vine describes the field that the body has.
const { variations } = optionsBody.schema.properties as { readonly variations: JsonSchema }

const transaction: JsonSchema = {
  enum: ['new_business', 'renewal'],
  default: 'new_business',
  description: 'The clock that decides the version in force on the effective date.',
}

const assume: JsonSchema = {
  const: true,
  description:
    'Takes what is missing from the stated assumptions, and lists it as `assumed` in the answer.',
}

const noAssumption: JsonSchema = { const: false, default: false }

const wholeFacts = ({ name }: DescribedPlan) => `Facts_${name}`
const someFacts = ({ name }: DescribedPlan) => `FewFacts_${name}`
const titleOf = (plan: string) => `What a quick quote of ${plan} takes at least`

function schemaOf(...[shape, example, unneeded]: Parameters<typeof factsJsonSchema>): JsonSchema {
  const keywords = Object.entries(factsJsonSchema(shape, example, unneeded))
  // The document names the dialect once for all.
  return Object.fromEntries(keywords.filter(([keyword]) => keyword !== '$schema'))
}

function wholeRequest(
  plan: DescribedPlan,
  more: Readonly<Record<string, JsonSchema>> = {}
): JsonSchema {
  const { name, title } = plan
  return closed(
    title,
    { plan: { const: name }, transaction, facts: ref(wholeFacts(plan)), ...more },
    ['plan', 'facts']
  )
}

function quickRequest(plan: DescribedPlan): JsonSchema {
  const { name, title } = plan
  return closed(
    `${title}, with assumptions`,
    { plan: { const: name }, transaction, facts: ref(someFacts(plan)), assume },
    ['plan', 'facts', 'assume']
  )
}

function revision(
  facts: readonly string[],
  more: Readonly<Record<string, JsonSchema>>,
  needed: readonly string[]
): JsonSchema {
  const reason: JsonSchema = { type: 'string', maxLength: 2000 }
  const approve: JsonSchema = {
    type: 'boolean',
    default: false,
    description:
      'Approves what the rules refer of the new facts, in the same step; for underwriters.',
  }
  const properties = { transaction, facts: { anyOf: facts.map(ref) }, ...more, reason, approve }
  return closed(undefined, properties, ['facts', ...needed])
}

function closed(
  title: string | undefined,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[]
): JsonSchema {
  return {
    type: 'object',
    ...(title !== undefined && { title }),
    properties,
    required,
    additionalProperties: false,
  }
}
