import { optionsBody } from '#http/options_body'
import type { Facts, JsonSchema } from '#rules/index'
import { jsonBody, operation, quoteId } from './operation.ts'
import { ref } from './schemas.ts'

type RatingExample = readonly [string, { readonly plan: string; readonly facts: Facts }]

/** Several ways to be insured at once, and what would lower a price. */
export function offerPaths(example: RatingExample | undefined): Record<string, JsonSchema> {
  const risk = example?.[1]
  return {
    '/api/v1/ratings/options': {
      post: operation(
        'rateOptions',
        'Prices packages and variations of a risk in one call',
        200,
        ref('Options'),
        {
          requestBody: jsonBody(ref('OptionsRequest'), risk ? { 'The packages': risk } : {}),
          problems: ['invalid_facts', 'unknown_plan', 'not_in_force'],
        }
      ),
    },
    '/api/v1/quotes/{id}/options': {
      post: operation(
        'quoteOptions',
        'Prices packages and variations of a quote in one call',
        200,
        ref('Options'),
        {
          parameters: [quoteId],
          requestBody: jsonBody(optionsBody.schema, {
            'The packages': {},
            'Paid in full as well': {
              variations: [{ name: 'Paid in full', set: { '/policy/paid_in_full': true } }],
            },
          }),
          problems: ['no_such_quote', 'no_longer_rated', 'invalid_facts'],
        }
      ),
    },
    '/api/v1/quotes/{id}/levers': {
      get: operation(
        'quoteLevers',
        'Lists what the customer could choose to pay less, each with its price',
        200,
        ref('Levers'),
        { parameters: [quoteId], problems: ['no_such_quote', 'no_longer_rated'] }
      ),
    },
  }
}
