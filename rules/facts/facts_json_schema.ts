import { currencyDigits } from '../money/currency.ts'
import type { CoverageShape, EntityShape, FieldShape, ProductShape } from '../plan/shape.ts'
import { choiceInJson, type Facts } from './facts.ts'
import { generateFacts } from './generate_facts.ts'
import { ZIP } from './validate_field.ts'
import { VIN } from './vin.ts'

/** A JSON Schema 2020-12 object; plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/**
 * The JSON Schema (2020-12) of a product's facts: what `validateFacts` takes, but for what a schema
 * can't say (bounds between dates, references, checks). It carries titles and one whole example:
 * the given one, such as a risk that the plan rates, or a random one.
 */
export function factsJsonSchema(
  shape: ProductShape,
  example: Facts = generateFacts(shape, 1)
): JsonSchema {
  const { policy } = shape
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Facts of ${shape.title}`,
    ...closedObject({
      [policy.name]: [entitySchema(shape, policy, []), true],
      ...listSchemas(shape, policy.entities),
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

function listSchemas(shape: ProductShape, entities: readonly EntityShape[]): Properties {
  return Object.fromEntries(
    entities.map((entity) => [
      entity.list ?? entity.name,
      [
        {
          type: 'array',
          minItems: entity.low,
          maxItems: entity.high,
          items: entitySchema(shape, entity, entity.entities),
        },
        entity.low > 0,
      ],
    ])
  )
}

function entitySchema(
  shape: ProductShape,
  entity: EntityShape,
  inner: readonly EntityShape[]
): JsonSchema {
  const fields = entity.fields.map((field) => [
    field.name,
    [fieldSchema(shape, field), !field.optional],
  ])
  return closedObject({
    // Pairs of a name and its schema are what Object.fromEntries turns into Properties.
    ...(Object.fromEntries(fields) as Properties),
    ...listSchemas(shape, inner),
    ...(entity.coverages.length > 0 ? { coverages: coveragesSchema(entity.coverages) } : {}),
  })
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
