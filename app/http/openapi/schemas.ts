import { QUOTE_PARTS } from '#services/quotes/quote_parts'
import type { JsonSchema } from '#rules/index'

const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const count: JsonSchema = { type: 'integer', minimum: 1 }
const date: JsonSchema = { type: 'string', format: 'date' }
const moment: JsonSchema = { type: 'string', format: 'date-time' }
const hash: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const id: JsonSchema = { type: 'string', pattern: '^\\d+$' }

const amount: JsonSchema = {
  type: 'string',
  pattern: '^-?\\d+(\\.\\d+)?$',
  description: 'Exact decimal text, never a floating-point number.',
}
const decision: JsonSchema = { enum: ['accept', 'refer', 'decline'] }
const transaction: JsonSchema = { enum: ['new_business', 'renewal'] }

/** An object with exactly these members; those named last may be missing. */
function closed(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = []
): JsonSchema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

/** An array of such items. */
export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

/** The name of a schema, for wherever it is used. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

/** An answer that carries one thing. */
export function envelope(data: JsonSchema, rest: Readonly<Record<string, JsonSchema>> = {}) {
  return closed({ data, ...rest })
}

const status: JsonSchema = {
  enum: ['draft', 'quoted', 'referred', 'approved', 'declined', 'bound', 'expired', 'withdrawn'],
}

const plan = closed({ name: text, title: text, version: text, state: text })

const rating = {
  plan,
  program_hash: hash,
  transaction,
  effective_on: date,
  currency: text,
  decision,
  reasons: list(ref('Reason')),
  premiums: list(ref('Premium')),
  fees: list(closed({ name: text, title: text, amount })),
  premium: amount,
  fee_total: amount,
  total: amount,
  assumed: list(ref('Assumption')),
  worksheet: ref('Worksheet'),
}

const asked = { currency: text, decision, premium: amount, fee_total: amount, total: amount }

const summary = {
  id,
  version: count,
  status,
  expires_on: { type: ['string', 'null'], format: 'date' },
  expiry_reason: textOrNull,
  plan,
  transaction,
  effective_on: date,
  decision,
  currency: text,
  premium: amount,
  fee_total: amount,
  total: amount,
  program_hash: hash,
  actor: closed({ name: text }),
  recorded_at: moment,
}

/** Every answer of the API by its name, but for what a product declares. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Problem: closed({
    type: { type: 'string', format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    request_id: textOrNull,
    errors: list(ref('FieldError')),
  }),
  Reason: closed({
    rule: text,
    title: textOrNull,
    action: { enum: ['decline', 'refer', 'require'] },
    reason: text,
    to: textOrNull,
    citation: textOrNull,
    because: text,
  }),
  Premium: closed({
    entity: text,
    number: count,
    coverage: textOrNull,
    title: text,
    terms: list(closed({ name: text, value: text })),
    premium: amount,
  }),
  Worksheet: {
    type: 'object',
    description: 'The manual filled in for one risk: each step with operands, table row, citation.',
    required: ['plan', 'programHash', 'sections', 'fees', 'premium', 'feeTotal', 'total'],
    additionalProperties: true,
  },
  Rating: closed(rating, ['worksheet']),
  Assumption: closed({ pointer: text, title: text, value: {} }),
  CreatedQuote: closed({ ...summary, ...rating }, ['worksheet']),
  Draft: closed({
    id,
    plan: closed({ name: text, title: text }),
    transaction,
    saved_at: moment,
    facts: { type: 'object', additionalProperties: true },
  }),
  Questions: closed({
    program_hash: hash,
    complete: { type: 'boolean', description: 'Every answer is there, without an assumption.' },
    steps: list(
      closed({
        name: text,
        list: textOrNull,
        complete: { type: 'boolean' },
        questions: list(
          closed({
            pointer: text,
            title: text,
            type: {
              type: 'object',
              description: 'As the product declares it.',
              required: ['kind'],
              properties: { kind: text },
              additionalProperties: true,
            },
            optional: { type: 'boolean' },
            citation: textOrNull,
            answered: { type: 'boolean' },
            needed: {
              type: 'boolean',
              description:
                'It must be answered: it is not optional, and nothing is assumed for it.',
            },
            assumed: { description: 'What is taken while nobody answers; null for nothing.' },
            relevant: {
              type: ['boolean', 'null'],
              description:
                'Whether the answer could change anything, as the others stand; null where that was not asked for.',
            },
          })
        ),
        errors: list(ref('FieldError')),
      })
    ),
    assumed: list(ref('Assumption')),
    rating: {
      oneOf: [
        closed({
          ...asked,
          reasons: list(ref('Reason')),
          premiums: list(ref('Premium')),
          fees: list(closed({ name: text, title: text, amount })),
        }),
        { type: 'null' },
      ],
    },
  }),
  FieldError: closed({ pointer: text, path: text, code: text, message: text, help: textOrNull }),
  QuoteSummary: closed(summary),
  Quote: closed(
    {
      ...summary,
      policy_number: textOrNull,
      erased_at: { type: ['string', 'null'], format: 'date-time' },
      legal_hold: textOrNull,
      moves: list(text),
      blocked: list(closed({ move: text, code: text, detail: text })),
      versions: list(closed({ number: count, total: amount, decision, recorded_at: moment })),
      journal: list(
        closed({
          kind: text,
          from: textOrNull,
          to: text,
          reason: textOrNull,
          actor: textOrNull,
          recorded_at: moment,
        })
      ),
      elections: list(closed({ rule: text, recorded_at: moment })),
      rerate: {
        oneOf: [closed({ version: count, label: text, program_hash: hash }), { type: 'null' }],
        description: 'Other rates that are in force for its date now; null where there are none.',
      },
    },
    QUOTE_PARTS
  ),
  FieldChange: closed({ path: text, title: text, before: {}, after: {} }),
  VersionDifference: closed({
    from: count,
    to: count,
    before: amount,
    after: amount,
    amount,
    facts: amount,
    rates: amount,
    fees: amount,
    parts: list(
      closed({
        kind: { enum: ['facts', 'rates', 'fees'] },
        title: text,
        fields: list(ref('FieldChange')),
        amount,
      })
    ),
    fields: list(ref('FieldChange')),
    premiums: list(
      closed({
        entity: text,
        number: count,
        coverage: textOrNull,
        title: text,
        before: textOrNull,
        after: textOrNull,
      })
    ),
  }),
  QuoteVersion: closed({
    number: count,
    transaction,
    effective_on: date,
    decision,
    currency: text,
    premium: amount,
    fee_total: amount,
    total: amount,
    program_hash: hash,
    actor: closed({ name: text }),
    recorded_at: moment,
    facts: { type: 'object', additionalProperties: true },
  }),
  Insured: closed({
    name: text,
    email: textOrNull,
    address: list(text),
  }),
  Notice: closed({
    id,
    kind: { enum: ['policy_issued', 'declined'] },
    policy_number: textOrNull,
    recorded_at: moment,
    mails: list(
      closed({
        recipient: { enum: ['insured', 'producer'] },
        status: { enum: ['waiting', 'sent', 'failed'] },
        attempts: { type: 'integer', minimum: 0 },
        sent_at: { type: ['string', 'null'], format: 'date-time' },
      })
    ),
  }),
  MovedQuote: closed({
    id,
    status,
    expires_on: summary.expires_on,
    expiry_reason: summary.expiry_reason,
  }),
  Policy: {
    type: 'object',
    properties: {
      number: text,
      quote_id: id,
      begins_on: date,
      ends_on: date,
      currency: text,
      total: amount,
      program_hash: hash,
      bound_at: moment,
      instalments: list({ type: 'object' }),
    },
    required: ['number', 'quote_id', 'begins_on', 'ends_on', 'currency', 'total', 'instalments'],
    additionalProperties: true,
  },
  Asked: closed(asked),
  FactChange: closed({
    pointer: { type: 'string', description: 'A JSON pointer into the body of a rating.' },
    before: { description: 'null where it is left out.' },
    after: { description: 'null where it is left out.' },
  }),
  Options: closed({
    asked: ref('Asked'),
    options: list(
      closed({
        kind: { enum: ['package', 'variation'] },
        name: text,
        title: text,
        changes: list(ref('FactChange')),
        decision,
        reasons: list(ref('Reason')),
        premiums: list(ref('Premium')),
        premium: amount,
        fee_total: amount,
        total: amount,
        difference: amount,
        facts: { type: 'object', additionalProperties: true },
      })
    ),
  }),
  Levers: closed({
    asked: ref('Asked'),
    levers: list(
      closed({
        kind: { enum: ['choice', 'cover'] },
        title: text,
        entity: { oneOf: [closed({ name: text, number: count }), { type: 'null' }] },
        change: ref('FactChange'),
        total: amount,
        difference: amount,
        requires: list(closed({ rule: text, reason: text, citation: textOrNull })),
      })
    ),
  }),
  Plan: closed({
    name: text,
    title: text,
    product: text,
    state: text,
    version: text,
    program_hash: hash,
  }),
  StoredProgram: closed({
    program: { type: 'object', additionalProperties: true },
    source: text,
    source_file: text,
    inherited: {
      oneOf: [closed({ source: text, source_file: text }), { type: 'null' }],
      description:
        'The countrywide plan that it extends: places whose `source` is set stand there.',
    },
  }),
  Person: closed({ id: { type: 'integer' }, full_name: text, email: text }),
  BatchAnswer: {
    oneOf: [
      closed({ line: count, data: ref('Rating') }),
      closed({ line: count, problem: ref('Problem') }),
    ],
  },
}
