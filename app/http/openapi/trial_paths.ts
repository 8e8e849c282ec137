import { differenceBody, impactBody } from '#http/trial_bodies'
import type { JsonSchema } from '#rules/index'
import { inPath, jsonBody, operation } from './operation.ts'
import { list, ref, SCHEMAS } from './schemas.ts'

const ONE = '/api/v1/plans/{plan}/versions/{number}'
const count: JsonSchema = { type: 'integer', minimum: 1 }
const number = inPath('number', count, 1)
const found = ['no_such_plan_version', 'plan_has_errors'] as const
const compared = [...found, 'nothing_to_compare'] as const

/** A version of a plan tried: on its worked examples, on one risk and on many. */
export function trialPaths(
  example:
    readonly [title: string, request: { readonly plan: string; readonly facts: object }] | undefined
): Record<string, JsonSchema> {
  const plan = inPath('plan', { type: 'string' }, example?.[1].plan ?? 'texas_personal_auto')
  const parameters = [plan, number]
  return {
    [`${ONE}/examples`]: {
      get: operation(
        'workExamples',
        'Works the examples of a version',
        200,
        list(ref('WorkedExample')),
        { parameters, problems: found }
      ),
    },
    [`${ONE}/difference`]: {
      post: operation(
        'explainPlanVersion',
        'Explains why a risk does not cost what it costs by the version in force',
        200,
        ref('PlanDifference'),
        {
          parameters,
          requestBody: jsonBody(
            differenceBody.schema,
            example ? { [example[0]]: { facts: example[1].facts, against: 1 } } : {}
          ),
          problems: [...compared, 'invalid_facts', 'not_rated'],
        }
      ),
    },
    [`${ONE}/impact`]: {
      post: operation(
        'measureImpact',
        'Says who pays more and who pays less than by the version in force',
        200,
        ref('Impact'),
        {
          parameters,
          requestBody: jsonBody(impactBody.schema, {
            'On a hundred generated risks': { of: 'book', size: 100, against: 1 },
          }),
          problems: [...compared, 'no_book', 'not_allowed'],
        }
      ),
    },
  }
}

/** What the paths above answer with. */
export const TRIAL_SCHEMAS = trialSchemas()

function trialSchemas(): Readonly<Record<string, JsonSchema>> {
  const text: JsonSchema = { type: 'string' }
  const whole: JsonSchema = { type: 'integer', minimum: 0 }
  const wholeOrNull: JsonSchema = { type: ['integer', 'null'] }
  const amount: JsonSchema = { type: 'string', pattern: '^-?\\d+\\.\\d{2}$' }
  const percent: JsonSchema = { type: 'string', pattern: '^-?\\d+\\.\\d$' }
  const percentOrNull: JsonSchema = { oneOf: [percent, { type: 'null' }] }
  const place = exactly({ line: count, column: count })
  const facts: JsonSchema = { type: 'object', additionalProperties: true }
  const moved = exactly({
    number: wholeOrNull,
    quote_id: { type: ['string', 'null'] },
    before: amount,
    after: amount,
    change: amount,
    change_percent: percentOrNull,
    facts: { oneOf: [facts, { type: 'null' }] },
  })
  const movement = {
    risks: whole,
    more: whole,
    less: whole,
    mean_before: amount,
    mean_after: amount,
    change_percent: percentOrNull,
  }
  return {
    WorkedExample: exactly({
      title: text,
      source: text,
      from: place,
      facts,
      holds: { type: 'boolean' },
      failures: list(exactly({ message: text, source: text, from: place })),
    }),
    PlanDifference: planDifference(),
    Impact: exactly({
      of: { enum: ['book', 'quotes'] },
      against: count,
      currency: text,
      ...movement,
      same: whole,
      not_compared: whole,
      before: amount,
      after: amount,
      bands: list(exactly({ from: percentOrNull, to: percentOrNull, risks: whole })),
      percentiles: list(exactly({ percent: whole, change_percent: percent })),
      decisions: list(exactly({ from: text, to: text, risks: whole })),
      dimensions: list(
        exactly({ name: text, title: text, groups: list(exactly({ value: text, ...movement })) })
      ),
      worst: list(moved),
      best: list(moved),
    }),
  }
}

/** The difference of two versions of a quote, without their numbers. */
function planDifference(): JsonSchema {
  // The schema beside it is written with these members.
  const { properties } = SCHEMAS.VersionDifference as {
    readonly properties: Readonly<Record<string, JsonSchema>>
  }
  const parts = Object.entries(properties).filter(([name]) => name !== 'from' && name !== 'to')
  return exactly({ against: count, ...Object.fromEntries(parts) })
}

function exactly(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  }
}
