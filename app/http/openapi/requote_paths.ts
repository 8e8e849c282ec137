import type { JsonSchema } from '#rules/index'
import { inPath, jsonBody, operation, query } from './operation.ts'
import { list, ref } from './schemas.ts'

const plan = inPath('plan', { type: 'string' })
const id = inPath('id', { type: 'string', pattern: '^\\d+$' })
const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const whole: JsonSchema = { type: 'integer', minimum: 0 }
const amount: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }

/** Rating all open quotes of a plan anew. */
export const REQUOTE_PATHS: Readonly<Record<string, JsonSchema>> = {
  '/api/v1/plans/{plan}/requotes': {
    get: operation('listRequotes', 'Lists bulk re-quotes', 200, list(ref('Requote')), {
      parameters: [plan],
    }),
    post: operation('beginRequote', 'Rates all open quotes anew', 202, ref('Requote'), {
      parameters: [plan],
      requestBody: jsonBody({ apply: { type: 'boolean' }, reason: text }, ['apply']),
    }),
  },
  '/api/v1/requotes/{id}': {
    get: operation('showRequote', 'Shows how far a bulk re-quote is', 200, ref('Requote'), {
      parameters: [id],
    }),
  },
  '/api/v1/requotes/{id}/items': {
    get: operation(
      'listRequoteItems',
      'Lists what became of each quote',
      200,
      list(ref('RequoteItem')),
      {
        parameters: [
          id,
          query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'A page.'),
          query('cursor', { type: 'string' }, 'The next_cursor of the page before.'),
        ],
        rest: { next_cursor: textOrNull },
      }
    ),
  },
  '/api/v1/requotes/{id}/cancel': {
    post: operation('cancelRequote', 'Ends a bulk re-quote', 200, ref('Requote'), {
      parameters: [id],
    }),
  },
}

/** What the paths above answer with. */
export const REQUOTE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Requote: exactly({
    id: text,
    plan: text,
    apply: { type: 'boolean' },
    status: { enum: ['running', 'finished', 'cancelled'] },
    reason: textOrNull,
    size: whole,
    rated: whole,
    refused: whole,
    raised: whole,
    lowered: whole,
    before: amount,
    after: amount,
    created_by: text,
    created_at: { type: 'string', format: 'date-time' },
    ended_at: { type: ['string', 'null'], format: 'date-time' },
  }),
  RequoteItem: exactly({
    quote_id: text,
    status: { enum: ['waiting', 'rated', 'refused'] },
    before: amount,
    after: { oneOf: [amount, { type: 'null' }] },
    version: { type: ['integer', 'null'] },
    detail: textOrNull,
  }),
}

function exactly(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  }
}
