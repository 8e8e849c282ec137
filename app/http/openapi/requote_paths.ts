import { requoteBody } from '#http/requote_body'
import type { JsonSchema } from '#rules/index'
import { inPath, jsonBody, operation, query } from './operation.ts'
import { list, ref } from './schemas.ts'

const plan = inPath('plan', { type: 'string' }, 'texas_personal_auto')
const id = inPath('id', { type: 'string', pattern: '^\\d+$' }, '1')
const text: JsonSchema = { type: 'string' }
const textOrNull: JsonSchema = { type: ['string', 'null'] }
const whole: JsonSchema = { type: 'integer', minimum: 0 }
const amount: JsonSchema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }

/** Rating all open quotes of a plan anew. */
export function requotePaths(): Record<string, JsonSchema> {
  const one = { parameters: [id], problems: ['no_such_requote'] as const }
  return {
    '/api/v1/plans/{plan}/requotes': {
      get: operation('listRequotes', 'Lists bulk re-quotes', 200, list(ref('Requote')), {
        parameters: [plan],
        rest: { open: whole },
        problems: [],
      }),
      post: operation('beginRequote', 'Rates all open quotes anew', 202, ref('Requote'), {
        parameters: [plan],
        requestBody: jsonBody(requoteBody.schema, {
          'Only to know': { apply: false, reason: 'What the new rates do' },
        }),
        problems: ['no_such_plan_version', 'not_allowed', 'requote_under_way'],
      }),
    },
    '/api/v1/requotes/{id}': {
      get: operation('showRequote', 'Shows how far one is', 200, ref('Requote'), one),
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
          problems: ['no_such_requote'],
        }
      ),
    },
    '/api/v1/requotes/{id}/cancel': {
      post: operation('cancelRequote', 'Ends a bulk re-quote', 200, ref('Requote'), {
        parameters: [id],
        requestBody: jsonBody(exactly({}), { 'It ends': {} }),
        problems: ['no_such_requote', 'not_allowed'],
      }),
    },
  }
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

function exactly(
  properties: Readonly<Record<string, JsonSchema>>,
  required = Object.keys(properties)
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}
