import { extendBody, reassignBody } from '#http/administer_bodies'
import { bindBody } from '#http/bind_body'
import { electionBody } from '#http/election_body'
import { reasonBody, reasonIfAnyBody } from '#http/reason_body'
import type { JsonSchema } from '#rules/index'
import { ifMatch, inPath, jsonBody, operation, quoteId } from './operation.ts'
import type { ProblemKind } from './problem_types.ts'
import { ref } from './schemas.ts'

const QUOTE = '/api/v1/quotes/{id}'

const moved: readonly ProblemKind[] = [
  ...(['no_such_quote', 'illegal_move', 'changed_meanwhile', 'not_allowed', 'erased'] as const),
]

/** What moves a quote, from its first version to a policy. */
export function lifePaths(revisionBody: JsonSchema): Record<string, JsonSchema> {
  const policy = ref('Policy')
  const at = { parameters: [quoteId, ifMatch] }
  return {
    [`${QUOTE}/refer`]: move('refer', 'Sends it to an underwriter, with a note', {
      'A look is wanted': 'The household has a third driver who is abroad',
    }),
    [`${QUOTE}/approve`]: {
      post: operation('approveQuote', 'Takes a referred quote on', 200, ref('MovedQuote'), {
        ...at,
        requestBody: jsonBody(reasonIfAnyBody.schema, {
          'Without a word': {},
          'With a reason': { reason: 'Prior cover was shown by the carrier' },
        }),
        problems: [...moved, 'quote_expired', 'over_authority'],
      }),
    },
    [`${QUOTE}/decline`]: move('decline', 'Turns a quote down, with the reason', {
      'Outside the programme': 'Business use beyond the filed programme',
    }),
    [`${QUOTE}/withdraw`]: move('withdraw', 'Notes that the customer no longer wants it', {
      'Bought elsewhere': 'The customer bought elsewhere',
    }),
    [`${QUOTE}/reopen`]: move(
      'reopen',
      'Takes a closed quote up again',
      { 'The customer came back': 'The customer came back' },
      ['quote_expired']
    ),
    [`${QUOTE}/reassign`]: {
      post: operation('reassignQuote', 'Gives it to another producer', 204, null, {
        ...at,
        requestBody: jsonBody(reassignBody.schema, {
          'The producer left': { to: 1, reason: 'The producer left the agency' },
        }),
        problems: [...moved, 'no_such_user'],
      }),
    },
    [`${QUOTE}/extend`]: {
      post: operation('extendQuote', 'Lets its price hold until another day', 204, null, {
        ...at,
        requestBody: jsonBody(extendBody.schema, {
          'Until cover begins': { until: '2026-05-01', reason: 'The customer was abroad' },
        }),
        problems: [...moved, 'no_such_extension'],
      }),
    },
    [`${QUOTE}/versions`]: {
      post: operation(
        'reviseQuote',
        'Rates new facts as the next version',
        201,
        ref('CreatedQuote'),
        {
          ...at,
          requestBody: revisionBody,
          problems: [...moved, 'invalid_facts', 'unknown_plan', 'not_in_force', 'over_authority'],
        }
      ),
    },
    [`${QUOTE}/rerate`]: {
      post: operation(
        'rerateQuote',
        'Rates the same facts by the rates in force on their date now',
        201,
        ref('CreatedQuote'),
        {
          ...at,
          requestBody: jsonBody(reasonIfAnyBody.schema, { 'New rates': { reason: 'New rates' } }),
          problems: [...moved, 'invalid_facts', 'unknown_plan', 'not_in_force'],
        }
      ),
    },
    [`${QUOTE}/elections`]: {
      post: operation('recordElection', 'Records what a rule requires in writing', 204, null, {
        ...at,
        requestBody: jsonBody(electionBody.schema, {
          'A rejection in writing': { rule: 'UW-6', note: 'Form 1952-R, signed by the insured' },
        }),
        problems: [
          ...(['no_such_quote', 'changed_meanwhile', 'erased', 'illegal_move'] as const),
          ...(['not_allowed'] as const),
          'nothing_to_elect',
        ],
      }),
    },
    [`${QUOTE}/bind`]: {
      post: operation('bindQuote', 'Makes the policy, once', 201, policy, {
        ...at,
        requestBody: jsonBody(bindBody.schema, {
          'Paid at once': {},
          'Paid in three instalments': { instalments: 3 },
        }),
        also: 200,
        problems: [
          ...moved,
          ...(['quote_expired', 'elections_missing', 'over_authority', 'price_changed'] as const),
          ...(['revised_meanwhile', 'too_many_instalments'] as const),
        ],
      }),
    },
    '/api/v1/policies/{number}': {
      get: operation('showPolicy', 'Shows a policy with its instalments', 200, policy, {
        parameters: [inPath('number', { type: 'string' }, 'TX-00000001')],
        problems: ['no_such_policy'],
      }),
    },
  }
}

/** A move that takes a reason; each example is the reason by what it shows. */
function move(
  name: string,
  summary: string,
  reasons: Readonly<Record<string, string>>,
  problems: readonly ProblemKind[] = []
): JsonSchema {
  const examples = Object.entries(reasons).map(([shows, reason]) => [shows, { reason }] as const)
  return {
    post: operation(`${name}Quote`, summary, 200, ref('MovedQuote'), {
      parameters: [quoteId, ifMatch],
      requestBody: jsonBody(reasonBody.schema, Object.fromEntries(examples)),
      problems: [...moved, ...problems],
    }),
  }
}
