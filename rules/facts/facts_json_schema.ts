import { currencyDigits } from '../money/currency.ts'
import type { CoverageShape, EntityShape, FieldShape, ProductShape } from '../plan/shape.ts'
import { choiceInJson, type Facts } from './facts.ts'
import { generateFacts } from './generate_facts.ts'
import { ZIP } from './validate_field.ts'
import { VIN } from './vin.ts'

/** A JSON Schema 2020-12 object; plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** Answers that facts may lack, since whoever takes them knows others in their place. */
export interface Unneeded {
  /** Whether something stands in for a field, or for all coverages of an entity where no field is named. */
  readonly isAssumed?: (entity: EntityShape, field?: FieldShape) => boolean
  /** The names of an entity's fields that its VIN answers: either it is there, or they are. */
  readonly byVin?: (entity: EntityShape) => readonly string[]
}

/**
 * The JSON Schema (2020-12) of a product's facts: what `validateFacts` takes, but for what a schema
 * can't say (bounds between dates, references, checks), less what is unneeded. It carries titles and one whole
 * example: the given one, such as a risk that the plan rates, or a random one.
 */
export function factsJsonSchema(
  shape: ProductShape,
  example: Facts = generateFacts(shape, 1),
  unneeded: Unneeded = {}
): JsonSchema {
  const { policy } = shape
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Facts of ${shape.title}`,
    ...closedObject({
      [policy.name]: [entitySchema(shape, policy, [], unneeded), true],
      ...listSchemas(shape, policy.entities, unneeded),
    }),
    examples: [example],
  }
}

type Properties = Readonly<Record<string, readonly [schema: JsonSchema, isRequired: boolean]>>

function closedObject(properties: Properties): JsonSchema {
  const entries = Object.entries(properties)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, [schema]]) => [name, schema])),
    required: entries.filter(([, [, isRequired]]) => isRequired).map(([name]) => name),
    additionalProperties: false,
  }
}

function listSchemas(
  shape: ProductShape,
  entities: readonly EntityShape[],
  unneeded: Unneeded
): Properties {
  return Object.fromEntries(
    entities.map((entity) => [
      entity.list ?? entity.name,
      [
        {
          type: 'array',
          minItems: entity.low,
          maxItems: entity.high,
          items: entitySchema(shape, entity, entity.entities, unneeded),
        },
        entity.low > 0,
      ],
    ])
  )
}

function entitySchema(
  shape: ProductShape,
  entity: EntityShape,
  inner: readonly EntityShape[],
  unneeded: Unneeded
): JsonSchema {
  const { isAssumed = () => false, byVin = () => [] } = unneeded
  const byNumber = byVin(entity)
  const fields = entity.fields.map((field) => {
    const isNeeded = !field.optional && !isAssumed(entity, field) && !byNumber.includes(field.name)
    return [field.name, [fieldSchema(shape, field), isNeeded]]
  })
  const [coverages, areNeeded] = coveragesSchema(entity.coverages)
  const whole = closedObject({
    // Pairs of a name and its schema are what Object.fromEntries turns into Properties.
    ...(Object.fromEntries(fields) as Properties),
    ...listSchemas(shape, inner, unneeded),
    ...(entity.coverages.length > 0 && {
      coverages: [coverages, areNeeded && !isAssumed(entity)] as const,
    }),
  })
  const vin = entity.fields.find(({ type }) => type.kind === 'vin')
  if (vin === undefined || byNumber.length === 0) return whole
  return { ...whole, anyOf: [{ required: byNumber }, { required: [vin.name] }] }
}

function coveragesSchema(coverages: readonly CoverageShape[]): readonly [JsonSchema, boolean] {
  const needs = coverages.filter((coverage) => coverage.needs.length > 0)
  const schema = {
    ...closedObject(
      Object.fromEntries(
        coverages.map((coverage) => [coverage.name, [coverageSchema(coverage), !coverage.optional]])
      )
    ),
    ...(needs.length > 0
      ? { dependentRequired: Object.fromEntries(needs.map(({ name, needs: all }) => [name, all])) }
      : {}),
  }
  return [schema, coverages.some(({ optional }) => !optional)]
}

function coverageSchema({ title, terms }: CoverageShape): JsonSchema {
  const properties: Properties = Object.fromEntries(
    terms.map((term) => [term.name, [choicesSchema(term.choices), true]])
  )
  return { title, ...closedObject(properties) }
}

function fieldSchema(shape: ProductShape, field: FieldShape): JsonSchema {
  return {
    title: field.title,
    ...typeSchema(shape, field),
    ...(field.citation ? { description: field.citation } : {}),
  }
}

function typeSchema({ currency }: ProductShape, { type }: FieldShape): JsonSchema {
  switch (type.kind) {
    case 'date':
      return { type: 'string', format: 'date', examples: ['2026-03-01'] }
    case 'months':
      return { type: 'integer', enum: type.choices, examples: type.choices.slice(0, 1) }
    case 'integer':
      return {
        type: 'integer',
        minimum: type.low,
        maximum: type.high,
        examples: [Math.floor((type.low + type.high) / 2)],
      }
    case 'money':
    case 'factor': {
      const digits = type.kind === 'money' ? currencyDigits(currency) : type.digits
      const fraction = digits > 0 ? `(\\.\\d{1,${digits}})?` : ''
      return { type: 'string', pattern: `^-?\\d+${fraction}$`, examples: [type.low] }
    }
    case 'text':
      return { type: 'string', minLength: 1, maxLength: type.maxLength, examples: ['Ada'] }
    case 'yes_no':
      return { type: 'boolean', examples: [true] }
    case 'zip':
      return { type: 'string', pattern: ZIP.source, examples: ['78701'] }
    case 'vin':
      return { type: 'string', pattern: VIN.source, examples: ['1HGCM82633A004352'] }
    case 'choice':
      return choicesSchema(type.choices)
    case 'entity':
      return {
        type: 'integer',
        minimum: 1,
        description: `The number of a ${type.entity}, counted from 1.`,
        examples: [1],
      }
  }
}

function choicesSchema(choices: readonly string[]): JsonSchema {
  const inJson = choices.map(choiceInJson)
  return { enum: inJson, examples: inJson.slice(0, 1) }
}
