import { factsJsonSchema } from '#rules/index'
import type { Facts, JsonSchema, ProductShape } from '#rules/index'
import { anyBody, ifMatch, inPath, operation, problem, query } from './operation.ts'
import { PLAN_PATHS, PLAN_SCHEMAS } from './plan_paths.ts'
import { REQUOTE_PATHS, REQUOTE_SCHEMAS } from './requote_paths.ts'
import { list, ref, SCHEMAS } from './schemas.ts'

/** A plan as integrators need to know it. */
export interface DescribedPlan {
  readonly name: string
  readonly title: string
  readonly shape: ProductShape
  /** A risk that the plan rates; a random one that is valid stands in for it. */
  readonly example: Facts | undefined
}

/** The OpenAPI 3.1 document of this API; what a request may hold comes from the plans' own shapes. */
export function describeApi(plans: readonly DescribedPlan[]): JsonSchema {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Ratewright',
      version: '1',
      description:
        'Rates and quotes insurance by plans that read like the filed manual. Amounts are exact decimal text.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths: pathsFor(plans),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { ...SCHEMAS, ...PLAN_SCHEMAS, ...REQUOTE_SCHEMAS, ...requestSchemas(plans) },
    },
  }
}

function requestSchemas(plans: readonly DescribedPlan[]): Record<string, JsonSchema> {
  const facts = plans.map(({ name, shape, example }) => {
    const keywords = Object.entries(factsJsonSchema(shape, example))
    // The document names the dialect once for all.
    const schema = Object.fromEntries(keywords.filter(([keyword]) => keyword !== '$schema'))
    return [factsName(name), schema] as const
  })
  return {
    ...Object.fromEntries(facts),
    RatingRequest: { oneOf: plans.map(requestSchema) },
  }
}

function requestSchema({ name, title }: DescribedPlan): JsonSchema {
  return {
    type: 'object',
    title,
    properties: {
      plan: { const: name },
      transaction: {
        enum: ['new_business', 'renewal'],
        default: 'new_business',
        description: 'The clock that decides the version in force on the effective date.',
      },
      facts: ref(factsName(name)),
    },
    required: ['plan', 'facts'],
    additionalProperties: false,
  }
}

const factsName = (plan: string) => `Facts_${plan}`

function pathsFor(plans: readonly DescribedPlan[]): JsonSchema {
  const body = ratingBody(plans)
  const includeWorksheet = query('include', { enum: ['worksheet'] }, 'Adds the whole worksheet.')
  const id = inPath('id', { type: 'string', pattern: '^\\d+$' })
  const rate = { requestBody: body, parameters: [includeWorksheet] }
  const quote = { requestBody: body, parameters: [includeWorksheet, idempotencyKey] }
  return {
    '/api/v1/ratings': {
      post: operation('rate', 'Rates facts without storing anything', 200, ref('Rating'), rate),
    },
    '/api/v1/ratings/batch': { post: batch },
    '/api/v1/quotes': {
      post: operation('createQuote', 'Rates facts and stores a quote', 201, ref('CreatedQuote'), {
        ...quote,
      }),
      get: {
        ...operation('listQuotes', 'Lists quotes, newest first', 200, list(ref('QuoteSummary')), {
          parameters: [
            query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'A page.'),
            query('cursor', { type: 'string' }, 'The next_cursor of the page before.'),
          ],
          rest: { next_cursor: { type: ['string', 'null'] } },
        }),
      },
    },
    '/api/v1/quotes/{id}': {
      get: operation('showQuote', 'Shows a quote with its history', 200, ref('Quote'), {
        parameters: [id],
      }),
    },
    '/api/v1/quotes/{id}/versions/compare': {
      get: operation(
        'compareVersions',
        'Explains why two versions do not cost the same',
        200,
        ref('VersionDifference'),
        {
          parameters: [
            id,
            query('from', { type: 'integer', minimum: 1 }, 'The earlier version.', true),
            query('to', { type: 'integer', minimum: 1 }, 'The later version.', true),
          ],
        }
      ),
    },
    '/api/v1/quotes/{id}/versions/{number}': {
      get: operation('showVersion', 'Shows a version with its facts', 200, ref('QuoteVersion'), {
        parameters: [id, inPath('number', { type: 'integer', minimum: 1 })],
      }),
    },
    '/api/v1/quotes/{id}/versions/{number}/worksheet': {
      get: operation('showWorksheet', 'Shows the worksheet of a version', 200, ref('Worksheet'), {
        parameters: [id, inPath('number', { type: 'integer', minimum: 1 })],
      }),
    },
    ...lifePaths(id),
    '/api/v1/plans': {
      get: operation('listPlans', 'Lists the plans that can be rated', 200, list(ref('Plan')), {}),
    },
    ...PLAN_PATHS,
    ...REQUOTE_PATHS,
    '/api/v1/programs/{hash}': {
      get: operation('showProgram', 'Shows a stored program', 200, ref('StoredProgram'), {
        parameters: [inPath('hash', { type: 'string', pattern: '^[0-9a-f]{64}$' })],
      }),
    },
    '/api/v1/me': {
      get: operation('showMe', 'Shows who is signed in', 200, ref('Person'), {}),
    },
  }
}

/** What moves a quote, from its first version to a policy. */
function lifePaths(id: JsonSchema): Record<string, JsonSchema> {
  const quote = '/api/v1/quotes/{id}'
  const move = (name: string, summary: string): JsonSchema => ({
    post: operation(`${name}Quote`, summary, 200, ref('MovedQuote'), {
      parameters: [id, ifMatch],
      requestBody: anyBody,
    }),
  })
  const policy = ref('Policy')
  const bind = operation('bindQuote', 'Makes the policy, once', 201, policy, {
    parameters: [id, ifMatch],
    requestBody: anyBody,
    also: 200,
  })
  return {
    [`${quote}/refer`]: move('refer', 'Sends it to an underwriter, with a note'),
    [`${quote}/approve`]: move('approve', 'Takes a referred quote on'),
    [`${quote}/decline`]: move('decline', 'Turns a quote down, with the reason'),
    [`${quote}/withdraw`]: move('withdraw', 'Notes that the customer no longer wants it'),
    [`${quote}/reopen`]: move('reopen', 'Takes a closed quote up again'),
    [`${quote}/versions`]: {
      post: operation(
        'reviseQuote',
        'Rates new facts as the next version',
        201,
        ref('CreatedQuote'),
        {
          parameters: [id, ifMatch],
          requestBody: anyBody,
        }
      ),
    },
    [`${quote}/rerate`]: {
      post: operation(
        'rerateQuote',
        'Rates the same facts by the rates in force on their date now',
        201,
        ref('CreatedQuote'),
        { parameters: [id, ifMatch], requestBody: anyBody }
      ),
    },
    [`${quote}/elections`]: {
      post: {
        operationId: 'recordElection',
        summary: 'Records what a rule requires in writing',
        parameters: [id],
        requestBody: anyBody,
        responses: { 204: { description: 'Recorded' }, default: problem },
      },
    },
    [`${quote}/bind`]: { post: bind },
    '/api/v1/policies/{number}': {
      get: operation('showPolicy', 'Shows a policy with its instalments', 200, policy, {
        parameters: [inPath('number', { type: 'string' })],
      }),
    },
  }
}

function ratingBody(plans: readonly DescribedPlan[]): JsonSchema {
  const examples = plans.flatMap(({ name, title, example }) =>
    example ? [[name, { summary: title, value: { plan: name, facts: example } }] as const] : []
  )
  return {
    required: true,
    content: {
      'application/json': {
        schema: ref('RatingRequest'),
        examples: Object.fromEntries(examples),
      },
    },
  }
}

const batch: JsonSchema = {
  operationId: 'rateBatch',
  summary: 'Rates one request a line, in order, while the lines come in',
  requestBody: {
    required: true,
    content: { 'application/x-ndjson': { schema: { type: 'string' } } },
  },
  responses: {
    200: {
      description: 'One BatchAnswer a line, with the number of the line that it answers.',
      content: { 'application/x-ndjson': { schema: ref('BatchAnswer') } },
    },
    default: problem,
  },
}

const idempotencyKey: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description: 'Sent again with the same key, the same request gets the first answer again.',
}
