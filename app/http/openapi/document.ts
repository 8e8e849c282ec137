import { optionsBody } from '#http/options_body'
import { factsJsonSchema } from '#rules/index'
import type { Facts, JsonSchema, ProductShape } from '#rules/index'
import { dataPaths } from './data_paths.ts'
import { draftPaths } from './draft_paths.ts'
import { lifePaths } from './life_paths.ts'
import { idempotencyKey, inPath, jsonBody, operation, problem } from './operation.ts'
import { livePath } from './live_path.ts'
import { problemExamples } from './problem_responses.ts'
import { offerPaths } from './offer_paths.ts'
import { planPaths, PLAN_SCHEMAS } from './plan_paths.ts'
import { oauthPaths, OAUTH_SCHEMAS } from './oauth_paths.ts'
import { SECURITY_SCHEMES, withSecurity } from './security.ts'
import { requotePaths, REQUOTE_SCHEMAS } from './requote_paths.ts'
import { quotePaths } from './quote_paths.ts'
import { list, ref, SCHEMAS } from './schemas.ts'
import { trialPaths, TRIAL_SCHEMAS } from './trial_paths.ts'

/** A plan as integrators need to know it. */
export interface DescribedPlan {
  readonly name: string
  readonly title: string
  readonly shape: ProductShape
  /** A risk that the plan rates; a random one that is valid stands in for it. */
  readonly example: Facts | undefined
}

const TOKEN =
  'A client gets one by `POST /oauth/token`, grant_type=client_credentials with its id and secret; the demo account has one in the file demo_token of the data folder. Each operation says the scope that it takes.'

/** What a stranger reads first: the way from a token to a policy. */
const INTRODUCTION = `Rates and quotes insurance by plans that read like the filed manual. Amounts are exact decimal text, never numbers; days are YYYY-MM-DD.

1. Send \`Authorization: Bearer <token>\` with every call. ${TOKEN}
2. \`POST /api/v1/quotes\` rates facts and stores a quote; its examples are whole requests. Cover has to begin today or later for the quote to be bound.
3. \`POST /api/v1/quotes/{id}/options\` prices packages and variations of it, \`GET /api/v1/quotes/{id}/levers\` what would lower its price.
4. \`reasons\` whose \`action\` is \`require\` want something in writing: \`POST /api/v1/quotes/{id}/elections\` records it.
5. \`POST /api/v1/quotes/{id}/bind\` makes the policy, once; \`GET /api/v1/policies/{number}/declarations.pdf\` is its declarations page.
6. \`GET /live?channels=quotes\` tells of every change as it happens.

Send an \`Idempotency-Key\` with whatever may be sent twice, and \`If-Match\` with the \`ETag\` that you saw. Whatever is refused comes as \`application/problem+json\` and says what is wrong, where, and how to mend it.`

/** The OpenAPI 3.1 document of this API; what a request may hold comes from the plans' own shapes. */
export function describeApi(plans: readonly DescribedPlan[]): JsonSchema {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Ratewright',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ oauth2: [] }, { bearer: [] }],
    paths: withSecurity(withKeys(pathsFor(plans))),
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: {
        ...SCHEMAS,
        ...OAUTH_SCHEMAS,
        ...PLAN_SCHEMAS,
        ...REQUOTE_SCHEMAS,
        ...TRIAL_SCHEMAS,
        ...requestSchemas(plans),
      },
      examples: problemExamples(),
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
    RatingRequest: { oneOf: plans.map((plan) => requestSchema(plan)) },
    QuoteRequest: { oneOf: plans.map((plan) => requestSchema(plan, { assume })) },
    OptionsRequest: { oneOf: plans.map((plan) => requestSchema(plan, { variations })) },
    Revision: {
      type: 'object',
      properties: {
        transaction,
        facts: {
          anyOf: [
            ...plans.map(({ name }) => ref(factsName(name))),
            { type: 'object', additionalProperties: true },
          ],
        },
        assume,
        reason: { type: 'string', maxLength: 2000 },
      },
      required: ['facts'],
      additionalProperties: false,
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

/** With `assume`, and in it alone, facts may lack what product and plan assume. */
const assume: JsonSchema = {
  type: 'boolean',
  default: false,
  description:
    'Takes what is missing from the stated assumptions, and lists it as `assumed` in the answer.',
}

function requestSchema(
  { name, title }: DescribedPlan,
  more: Readonly<Record<string, JsonSchema>> = {}
): JsonSchema {
  const takesLess = 'assume' in more
  const facts = takesLess
    ? { anyOf: [ref(factsName(name)), { type: 'object', additionalProperties: true }] }
    : ref(factsName(name))
  return {
    type: 'object',
    title,
    properties: { plan: { const: name }, transaction, facts, ...more },
    required: ['plan', 'facts'],
    additionalProperties: false,
  }
}

const factsName = (plan: string) => `Facts_${plan}`

function pathsFor(plans: readonly DescribedPlan[]): Record<string, JsonSchema> {
  const examples = plans.flatMap(({ name, title, example }) =>
    example ? [[title, { plan: name, facts: example }] as const] : []
  )
  const ratingBody = jsonBody(ref('RatingRequest'), Object.fromEntries(examples))
  const quoteBody = jsonBody(ref('QuoteRequest'), Object.fromEntries(examples))
  const revisions = examples.map(
    ([title, { facts }]) => [title, { facts, reason: 'The customer asked' }] as const
  )
  const revisionBody = jsonBody(ref('Revision'), Object.fromEntries(revisions))
  const [, line] = examples[0] ?? []
  return {
    ...quotePaths(ratingBody, quoteBody),
    ...draftPaths(examples[0]),
    '/api/v1/ratings/batch': { post: batch(JSON.stringify(line)) },
    ...lifePaths(revisionBody),
    ...offerPaths(examples[0]),
    ...dataPaths(),
    ...planPaths(examples[0]),
    ...trialPaths(examples[0]),
    ...requotePaths(),
    ...livePath(),
    ...oauthPaths(),
    '/api/v1/plans': {
      get: operation('listPlans', 'Lists the plans that can be rated', 200, list(ref('Plan')), {
        problems: [],
      }),
    },
    '/api/v1/programs/{hash}': {
      get: operation('showProgram', 'Shows a stored program', 200, ref('StoredProgram'), {
        parameters: [inPath('hash', { type: 'string', pattern: '^[0-9a-f]{64}$' }, 'e'.repeat(64))],
        problems: ['no_such_program'],
      }),
    },
    '/api/v1/me': {
      get: operation('showMe', 'Shows who is signed in', 200, ref('Person'), { problems: [] }),
    },
  }
}

/** Every unsafe call takes a key, but for the batch, which stores nothing, and those whose answers hold a secret. */
function withKeys(paths: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const keyed = Object.entries(paths).map(([path, operations]) => [
    path,
    path.endsWith('/batch') || path.includes('/oauth/') ? operations : withKey(operations),
  ])
  return Object.fromEntries(keyed)
}

function withKey(operations: JsonSchema): JsonSchema {
  const keyed = Object.entries(operations).map(([method, described]) => {
    if (method === 'get') return [method, described]
    // Operations are described by `operation`, as plain JSON.
    const each = described as { readonly parameters?: readonly JsonSchema[] }
    return [method, { ...each, parameters: [...(each.parameters ?? []), idempotencyKey] }]
  })
  return Object.fromEntries(keyed)
}

function batch(line: string): JsonSchema {
  return {
    operationId: 'rateBatch',
    summary: 'Rates one request a line, in order, while the lines come in',
    requestBody: {
      required: true,
      content: { 'application/x-ndjson': { schema: { type: 'string' }, example: `${line}\n` } },
    },
    responses: {
      200: {
        description: 'One BatchAnswer a line, with the number of the line that it answers.',
        content: { 'application/x-ndjson': { schema: ref('BatchAnswer') } },
      },
      default: problem,
    },
  }
}
