import { draftBody, scheduleBody } from '#http/read_plan_change'
import { reasonBody, reasonIfAnyBody } from '#http/reason_body'
import type { JsonSchema } from '#rules/index'
import { ifMatch, inPath, jsonBody, operation, query } from './operation.ts'
import type { ProblemKind } from './problem_types.ts'
import { list, ref } from './schemas.ts'

const VERSIONS = '/api/v1/plans/{plan}/versions'
const ONE = `${VERSIONS}/{number}`

const count: JsonSchema = { type: 'integer', minimum: 1 }
const plan = inPath('plan', { type: 'string' }, 'texas_personal_auto')
const number = inPath('number', count, 2)
const day: JsonSchema = { type: 'string', format: 'date' }

const found: readonly ProblemKind[] = ['no_such_plan_version']
const moved: readonly ProblemKind[] = [
  ...(['no_such_plan_version', 'not_allowed', 'illegal_move', 'changed_meanwhile'] as const),
]

/** The versions of a plan, and what moves them. */
export function planPaths(
  example:
    readonly [title: string, request: { readonly plan: string; readonly facts: object }] | undefined
): Record<string, JsonSchema> {
  return { ...readingPaths(), ...writingPaths(example), ...movingPaths() }
}

function readingPaths(): Record<string, JsonSchema> {
  const one = { parameters: [plan, number], problems: found }
  const includeSources = query('include', { enum: ['sources'] }, 'Adds its texts.')
  const pair = [inPath('before', count, 1), inPath('after', count, 2)]
  return {
    [`${VERSIONS}/{before}/compare/{after}`]: {
      get: operation(
        'comparePlanVersions',
        'Says in words what changed from one version to another',
        200,
        ref('PlanComparison'),
        { parameters: [plan, ...pair], problems: [...found, 'plan_has_errors'] }
      ),
    },
    [ONE]: {
      get: operation('showPlanVersion', 'Shows a version', 200, ref('PlanVersionInFull'), {
        parameters: [plan, number, includeSources],
        problems: found,
      }),
    },
    [`${ONE}/diagnostics`]: {
      get: operation(
        'showDiagnostics',
        'Says what the compiler makes of a version',
        200,
        ref('Diagnostics'),
        one
      ),
    },
    [`${ONE}/coverage`]: {
      get: operation(
        'showCoverage',
        'Says what of a version its worked examples reach',
        200,
        ref('Coverage'),
        { ...one, problems: [...found, 'plan_has_errors'] }
      ),
    },
  }
}

function writingPaths(example: Parameters<typeof planPaths>[0]): Record<string, JsonSchema> {
  const texts = {
    plan: { type: 'string' },
    regulation: { type: 'string' },
    tables: {
      type: 'object',
      additionalProperties: { type: ['string', 'null'] },
      description: 'Texts by the name of the file; null removes the table.',
    },
  }
  const table = { tables: { 'use.csv': 'use,factor\npleasure,0.95\ncommute,1.00\n' } }
  const risk = {
    facts: { type: 'object', additionalProperties: true },
    transaction: { enum: ['new_business', 'renewal'] },
  }
  const includeWorksheet = query('include', { enum: ['worksheet'] }, 'Adds the worksheet.')
  return {
    [VERSIONS]: {
      get: operation('listPlanVersions', 'Shows a plan with its versions', 200, ref('PlanLife'), {
        parameters: [plan],
        problems: found,
      }),
      post: operation(
        'createPlanDraft',
        'Begins a draft with the texts of a version',
        201,
        ref('PlanVersionInFull'),
        {
          parameters: [plan],
          requestBody: jsonBody(draftBody.schema, {
            'From the first version': { from: 1, reason: 'The rates of the next filing' },
          }),
          problems: [...found, 'not_allowed'],
        }
      ),
    },
    [`${ONE}/sources`]: {
      put: operation('savePlanSources', 'Saves texts into a draft', 200, ref('Diagnostics'), {
        parameters: [plan, number, { ...ifMatch, required: true }],
        requestBody: jsonBody(closed(texts, []), { 'One table': table }),
        problems: [...moved, 'if_match_needed'],
      }),
    },
    [`${ONE}/ratings`]: {
      post: operation('rateWithVersion', 'Rates facts with one version', 200, ref('Rating'), {
        parameters: [
          inPath('plan', { type: 'string' }, example?.[1].plan ?? plan.example),
          inPath('number', count, 1),
          includeWorksheet,
        ],
        requestBody: jsonBody(
          closed(risk, ['facts']),
          example ? { [example[0]]: { facts: example[1].facts } } : {}
        ),
        problems: [...found, 'plan_has_errors', 'invalid_facts'],
      }),
    },
  }
}

function movingPaths(): Record<string, JsonSchema> {
  const mayHave = jsonBody(reasonIfAnyBody.schema, { 'Without a word': {} })
  const needs = (why: string) => jsonBody(reasonBody.schema, { [why]: { reason: why } })
  const schedule = jsonBody(scheduleBody.schema, {
    'Two clocks': { new_business_from: '2027-03-01', renewals_from: '2027-04-15' },
  })
  const move = (
    path: string,
    id: string,
    summary: string,
    requestBody: JsonSchema,
    problems: readonly ProblemKind[] = []
  ) => [
    `${ONE}/${path}`,
    {
      post: operation(id, summary, path === 'roll-back' ? 201 : 200, ref('PlanVersion'), {
        parameters: [plan, number, ifMatch],
        requestBody,
        problems: [...moved, ...problems],
      }),
    },
  ]
  const submitted = ['plan_has_errors', 'other_plan'] as const
  const published = ['begins_too_early'] as const
  return Object.fromEntries([
    move('submit', 'submitPlanVersion', 'Hands a draft to review', mayHave, submitted),
    move('approve', 'approvePlanVersion', 'Approves what someone else wrote', mayHave),
    move('send-back', 'sendPlanVersionBack', 'Makes it a draft again', needs('Cite the filing')),
    move('schedule', 'schedulePlanVersion', 'Sets its first days', schedule, [
      ...published,
      'in_the_past',
    ]),
    move('publish', 'publishPlanVersion', 'Publishes it by its own days', mayHave, published),
    move('withdraw', 'withdrawPlanVersion', 'Takes a scheduled version back', needs('Not filed')),
    move('roll-back', 'rollPlanBack', 'Publishes an older program again', needs('A wrong table')),
  ])
}

/** An object of these members alone; those named last must be there. */
function closed(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[]
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

/** What the paths above answer with. */
export const PLAN_SCHEMAS = planSchemas()

function planSchemas(): Readonly<Record<string, JsonSchema>> {
  const text: JsonSchema = { type: 'string' }
  const textOrNull: JsonSchema = { type: ['string', 'null'] }
  const moment: JsonSchema = { type: 'string', format: 'date-time' }
  const whole: JsonSchema = { type: 'integer', minimum: 0 }
  const exactly = (
    properties: Readonly<Record<string, JsonSchema>>,
    optional: readonly string[] = []
  ) =>
    closed(
      properties,
      Object.keys(properties).filter((name) => !optional.includes(name))
    )
  const days: JsonSchema = {
    oneOf: [
      exactly({ from: day, until: { type: ['string', 'null'], format: 'date' } }),
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
    exactly({
      number: count,
      kind: text,
      from: textOrNull,
      to: text,
      reason: textOrNull,
      actor: textOrNull,
      recorded_at: moment,
    })
  )
  const texts: JsonSchema = { type: 'object', additionalProperties: text }
  const place = exactly({ line: count, column: count })
  const source = exactly({ name: text, text })
  const edition = exactly({ name: text, title: text, version: text, hash: text })
  return {
    PlanVersion: exactly(version),
    PlanVersionInFull: exactly(
      {
        ...version,
        journal,
        sources: {
          type: 'object',
          properties: {
            product: source,
            plan: source,
            base: {
              oneOf: [exactly({ plan: source, tables: texts }), { type: 'null' }],
            },
            regulation: { oneOf: [source, { type: 'null' }] },
            tables: texts,
          },
          required: ['product', 'plan', 'base', 'regulation', 'tables'],
        },
      },
      ['sources']
    ),
    PlanLife: exactly({
      name: text,
      title: text,
      product: text,
      state: text,
      today: day,
      versions: list(ref('PlanVersion')),
      journal,
    }),
    Diagnostics: exactly({
      program_hash: textOrNull,
      errors: whole,
      diagnostics: list(
        exactly({
          code: text,
          severity: { enum: ['error', 'warning', 'note'] },
          message: text,
          help: textOrNull,
          source: text,
          from: place,
          to: place,
          mend: {
            oneOf: [ref('Mend'), { type: 'null' }],
            description: 'The one mend that is without doubt; null where a person has to decide.',
          },
        })
      ),
    }),
    Mend: exactly({
      title: text,
      edits: list(
        exactly({
          file: { type: 'string', description: 'The `source` of the diagnostic.' },
          range: exactly({ from: place, to: place }),
          text: { type: 'string', description: 'What stands there afterwards.' },
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
    PlanChange: exactly({
      kind: { enum: ['changed', 'added', 'removed', 'renamed', 'moved'] },
      what: text,
      before: textOrNull,
      after: textOrNull,
      note: textOrNull,
      cells: list(ref('PlanChange')),
    }),
    PlanComparison: exactly({
      before: edition,
      after: edition,
      same: { type: 'boolean' },
      header: list(ref('PlanChange')),
      groups: list(
        exactly({
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
