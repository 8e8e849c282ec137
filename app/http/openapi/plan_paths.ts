import type { JsonSchema } from '#rules/index'
import { inPath, ifMatch, jsonBody, operation, query } from './operation.ts'
import { list, ref } from './schemas.ts'

const plan = inPath('plan', { type: 'string' })
const number = inPath('number', { type: 'integer', minimum: 1 })
const reason: JsonSchema = { type: 'string', minLength: 1, maxLength: 2000 }
const day: JsonSchema = { type: 'string', format: 'date' }

const mayHaveReason = jsonBody({ reason }, [])
const needsReason = jsonBody({ reason }, ['reason'])

/** The versions of a plan, and what moves them. */
export const PLAN_PATHS: Readonly<Record<string, JsonSchema>> = {
  '/api/v1/plans/{plan}/versions': {
    get: operation('listPlanVersions', 'Shows a plan with all its versions', 200, ref('PlanLife'), {
      parameters: [plan],
    }),
    post: operation(
      'createPlanDraft',
      'Begins a draft with the texts of a version',
      201,
      ref('PlanVersionInFull'),
      {
        parameters: [plan],
        requestBody: jsonBody({ from: { type: 'integer', minimum: 1 }, reason }, ['from']),
      }
    ),
  },
  '/api/v1/plans/{plan}/versions/{before}/compare/{after}': {
    get: operation(
      'comparePlanVersions',
      'Says in words what changed from one version to another',
      200,
      ref('PlanComparison'),
      {
        parameters: [
          plan,
          inPath('before', { type: 'integer', minimum: 1 }),
          inPath('after', { type: 'integer', minimum: 1 }),
        ],
      }
    ),
  },
  '/api/v1/plans/{plan}/versions/{number}': {
    get: operation(
      'showPlanVersion',
      'Shows a version with its journal',
      200,
      ref('PlanVersionInFull'),
      {
        parameters: [plan, number, query('include', { enum: ['sources'] }, 'Adds its texts.')],
      }
    ),
  },
  '/api/v1/plans/{plan}/versions/{number}/sources': {
    put: operation(
      'savePlanSources',
      'Saves texts into a draft, whole or not',
      200,
      ref('Diagnostics'),
      {
        parameters: [plan, number, { ...ifMatch, required: true }],
        requestBody: jsonBody(
          {
            plan: { type: 'string' },
            regulation: { type: 'string' },
            tables: {
              type: 'object',
              additionalProperties: { type: ['string', 'null'] },
              description: 'Texts by the name of the file; null removes the table.',
            },
          },
          []
        ),
      }
    ),
  },
  '/api/v1/plans/{plan}/versions/{number}/diagnostics': {
    get: operation(
      'showDiagnostics',
      'Says what the compiler makes of a version',
      200,
      ref('Diagnostics'),
      { parameters: [plan, number] }
    ),
  },
  '/api/v1/plans/{plan}/versions/{number}/coverage': {
    get: operation(
      'showCoverage',
      'Says what of a version its worked examples reach',
      200,
      ref('Coverage'),
      { parameters: [plan, number] }
    ),
  },
  '/api/v1/plans/{plan}/versions/{number}/ratings': {
    post: operation('rateWithVersion', 'Rates facts with one version', 200, ref('Rating'), {
      parameters: [plan, number, query('include', { enum: ['worksheet'] }, 'Adds the worksheet.')],
      requestBody: jsonBody(
        {
          facts: { type: 'object', additionalProperties: true },
          transaction: { enum: ['new_business', 'renewal'] },
        },
        ['facts']
      ),
    }),
  },
  ...moves(),
}

function moves(): Record<string, JsonSchema> {
  const days = { new_business_from: day, renewals_from: day, reason }
  const entries = [
    ['submit', 'submitPlanVersion', 'Hands a draft to review', mayHaveReason],
    ['approve', 'approvePlanVersion', 'Approves what someone else wrote', mayHaveReason],
    ['send-back', 'sendPlanVersionBack', 'Makes it a draft again, with the reason', needsReason],
    [
      'schedule',
      'schedulePlanVersion',
      'Sets the days from which an approved version is in force',
      jsonBody(days, ['new_business_from', 'renewals_from']),
    ],
    ['publish', 'publishPlanVersion', 'Publishes it by the days in its source', mayHaveReason],
    ['withdraw', 'withdrawPlanVersion', 'Takes a scheduled version back', needsReason],
  ] as const
  const plain = entries.map(([path, id, summary, requestBody]) => [
    `/api/v1/plans/{plan}/versions/{number}/${path}`,
    {
      post: operation(id, summary, 200, ref('PlanVersion'), {
        parameters: [plan, number, ifMatch],
        requestBody,
      }),
    },
  ])
  return {
    ...Object.fromEntries(plain),
    '/api/v1/plans/{plan}/versions/{number}/roll-back': {
      post: operation(
        'rollPlanBack',
        'Publishes an older program again; the answer is the new version',
        201,
        ref('PlanVersion'),
        { parameters: [plan, number, ifMatch], requestBody: needsReason }
      ),
    },
  }
}

/** What the paths above answer with. */
export const PLAN_SCHEMAS = planSchemas()

function planSchemas(): Readonly<Record<string, JsonSchema>> {
  const text: JsonSchema = { type: 'string' }
  const textOrNull: JsonSchema = { type: ['string', 'null'] }
  const moment: JsonSchema = { type: 'string', format: 'date-time' }
  const count: JsonSchema = { type: 'integer', minimum: 1 }
  const whole: JsonSchema = { type: 'integer', minimum: 0 }
  const closed = (
    properties: Readonly<Record<string, JsonSchema>>,
    optional: readonly string[] = []
  ): JsonSchema => ({
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  })
  const days: JsonSchema = {
    oneOf: [
      closed({ from: day, until: { type: ['string', 'null'], format: 'date' } }),
      { type: 'null' },
    ],
    description: 'The first day, and the first that is no longer its own.',
  }
  const version = {
    number: count,
    label: text,
    state: { enum: ['draft', 'in_review', 'approved', 'scheduled', 'in_force', 'retired'] },
    program_hash: textOrNull,
    new_business: days,
    renewals: days,
    based_on: { type: ['integer', 'null'] },
    author: textOrNull,
    created_at: moment,
    published_at: { type: ['string', 'null'], format: 'date-time' },
    moves: list(text),
  }
  const journal = list(
    closed({
      number: count,
      kind: text,
      from: textOrNull,
      to: text,
      reason: textOrNull,
      actor: textOrNull,
      recorded_at: moment,
    })
  )
  const place = closed({ line: count, column: count })
  const source = closed({ name: text, text })
  const edition = closed({ name: text, title: text, version: text, hash: text })
  return {
    PlanVersion: closed(version),
    PlanVersionInFull: closed(
      {
        ...version,
        journal,
        sources: {
          type: 'object',
          properties: {
            product: source,
            plan: source,
            regulation: { oneOf: [source, { type: 'null' }] },
            tables: { type: 'object', additionalProperties: text },
          },
          required: ['product', 'plan', 'regulation', 'tables'],
        },
      },
      ['sources']
    ),
    PlanLife: closed({
      name: text,
      title: text,
      product: text,
      state: text,
      today: day,
      versions: list(ref('PlanVersion')),
      journal,
    }),
    Diagnostics: closed({
      program_hash: textOrNull,
      errors: whole,
      diagnostics: list(
        closed({
          code: text,
          severity: { enum: ['error', 'warning'] },
          message: text,
          help: textOrNull,
          source: text,
          from: place,
          to: place,
        })
      ),
    }),
    Coverage: {
      type: 'object',
      properties: {
        hash: text,
        examples: whole,
        generated: whole,
        covered_percent: { type: 'number' },
        points: list({
          type: 'object',
          required: ['id', 'kind', 'of', 'what', 'reach'],
          additionalProperties: true,
        }),
      },
      required: ['hash', 'examples', 'generated', 'covered_percent', 'points'],
      additionalProperties: true,
    },
    PlanChange: closed({
      kind: { enum: ['changed', 'added', 'removed', 'renamed', 'moved'] },
      what: text,
      before: textOrNull,
      after: textOrNull,
      note: textOrNull,
      cells: list(ref('PlanChange')),
    }),
    PlanComparison: closed({
      before: edition,
      after: edition,
      same: { type: 'boolean' },
      header: list(ref('PlanChange')),
      groups: list(
        closed({
          part: text,
          name: text,
          title: textOrNull,
          changes: list(ref('PlanChange')),
        })
      ),
      text: { type: 'string', description: 'The same in words, for people.' },
    }),
  }
}
