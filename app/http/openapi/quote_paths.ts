import { LISTED_STATUSES } from '#http/quote_filter'
import type { JsonSchema } from '#rules/index'
import { QUOTE_PARTS } from '#services/quotes/quote_parts'
import { inPath, operation, query, quoteId } from './operation.ts'
import { list, ref } from './schemas.ts'

const number = inPath('number', { type: 'integer', minimum: 1 }, 1)
const includeWorksheet = query('include', { enum: ['worksheet'] }, 'Adds the whole worksheet.')
const rating = ['invalid_facts', 'unknown_plan', 'not_in_force'] as const

const day: JsonSchema = { type: 'string', format: 'date' }

const filters: readonly JsonSchema[] = [
  query(
    'status',
    { type: 'string' },
    `Some of ${LISTED_STATUSES.join(', ')}, with commas between them.`,
    { example: 'quoted,approved' }
  ),
  query('state', { type: 'string', pattern: '^[A-Z]{2}$' }, 'The state.', { example: 'TX' }),
  query('plan', { type: 'string' }, 'The name of the plan.'),
  query('effective_from', day, 'Cover begins on this day or later.', { example: '2026-01-01' }),
  query('effective_to', day, 'Cover begins on this day or before.'),
  query('created_from', day, 'Made on this day, in UTC, or later.'),
  query('created_to', day, 'Made on this day, in UTC, or before.'),
  query(
    'search',
    { type: 'string', minLength: 2, maxLength: 120 },
    'A name or some of its words, a VIN, a ZIP, or the number of a quote or a policy, in full.'
  ),
]

/** Rating, and quotes as they are stored and read. */
export function quotePaths(
  ratingBody: JsonSchema,
  quoteBody: JsonSchema
): Record<string, JsonSchema> {
  const rate = {
    requestBody: ratingBody,
    parameters: [includeWorksheet],
    problems: rating,
  }
  return {
    '/api/v1/ratings': {
      post: operation('rate', 'Rates facts without storing anything', 200, ref('Rating'), rate),
    },
    '/api/v1/quotes': {
      post: operation('createQuote', 'Rates facts and stores a quote', 201, ref('CreatedQuote'), {
        ...rate,
        requestBody: quoteBody,
        problems: [...rating, 'not_allowed'],
      }),
      get: operation('listQuotes', 'Lists quotes, newest first', 200, list(ref('QuoteSummary')), {
        parameters: [
          query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'A page.'),
          query('cursor', { type: 'string' }, 'The next_cursor of the page before.'),
          ...filters,
        ],
        rest: { next_cursor: { type: ['string', 'null'] } },
        problems: [],
      }),
    },
    '/api/v1/quotes/{id}': {
      get: operation('showQuote', 'Shows a quote with its history', 200, ref('Quote'), {
        parameters: [
          quoteId,
          query(
            'include',
            { type: 'string' },
            `Only these of ${QUOTE_PARTS.join(', ')}, with commas between them; all without it.`,
            { example: 'journal,rerate' }
          ),
        ],
        problems: ['no_such_quote', 'still_a_draft'],
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
            quoteId,
            query('from', { type: 'integer', minimum: 1 }, 'The earlier version.', {
              required: true,
              example: 1,
            }),
            query('to', { type: 'integer', minimum: 1 }, 'The later version.', {
              required: true,
              example: 1,
            }),
          ],
          problems: ['no_such_version', 'no_longer_rated'],
        }
      ),
    },
    '/api/v1/quotes/{id}/versions/{number}': {
      get: operation('showVersion', 'Shows a version with its facts', 200, ref('QuoteVersion'), {
        parameters: [quoteId, number],
        problems: ['no_such_version'],
      }),
    },
    '/api/v1/quotes/{id}/versions/{number}/worksheet': {
      get: operation('showWorksheet', 'Shows the worksheet of a version', 200, ref('Worksheet'), {
        parameters: [quoteId, number],
        problems: ['no_such_version', 'worksheet_differs'],
      }),
    },
  }
}
