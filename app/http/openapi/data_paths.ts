import { insuredBody } from '#http/insured_body'
import { presenceBody } from '#http/presence_body'
import { reasonBody } from '#http/reason_body'
import type { JsonSchema } from '#rules/index'
import { ifMatch, inPath, jsonBody, operation, problem, query, quoteId } from './operation.ts'
import type { ProblemKind } from './problem_types.ts'
import { list, ref } from './schemas.ts'

/** Documents and notices, and what names, keeps and erases the private data of a quote. */
export function dataPaths(): Record<string, JsonSchema> {
  const quote = '/api/v1/quotes/{id}'
  return {
    ...documentPaths(quote),
    [`${quote}/notices`]: {
      get: operation(
        'listNotices',
        'Lists what people were told in writing, with what became of each mail',
        200,
        list(ref('Notice')),
        { parameters: [quoteId], problems: ['no_such_quote'] }
      ),
    },
    [`${quote}/presence`]: {
      post: operation('tellPresence', 'Tells others that you edit a quote', 204, null, {
        parameters: [quoteId],
        requestBody: jsonBody(presenceBody.schema, {
          'Someone begins': { state: 'here' },
          'Someone answers': { state: 'here', at: '/policy/garaging_zip' },
        }),
        problems: ['no_such_quote'],
      }),
    },
    [`${quote}/insured`]: {
      put: operation(
        'nameInsured',
        'Names the insured, with the mailing address',
        200,
        ref('Insured'),
        {
          parameters: [quoteId, ifMatch],
          requestBody: jsonBody(insuredBody.schema, {
            'A person with an address of e-mail': {
              name: 'Maria Delgado',
              email: 'maria@example.com',
              address: ['100 Congress Avenue', 'Austin, TX 78701'],
            },
          }),
          problems: ['no_such_quote', 'illegal_move', 'changed_meanwhile', 'erased'],
        }
      ),
    },
    [`${quote}/erase`]: act('eraseQuote', 'Erases the private values of a quote, for good', {
      reason: 'The customer asked for it',
      problems: ['erased', 'legal_hold', 'policy_in_force'],
    }),
    [`${quote}/legal-hold`]: act('holdQuote', 'Keeps a quote from being erased', {
      reason: 'A claim is in dispute',
      problems: [],
    }),
    [`${quote}/legal-hold/release`]: act('releaseQuote', 'Lifts a legal hold', {
      reason: 'The dispute is settled',
      problems: [],
    }),
  }
}

function documentPaths(quote: string): Record<string, JsonSchema> {
  const number = inPath('number', { type: 'string' }, 'TX-00000001')
  return {
    '/api/v1/policies/{number}/declarations.pdf': {
      get: pdf('showDeclarations', 'The declarations page of a policy, as it was issued', [number]),
    },
    [`${quote}/proposal.pdf`]: {
      get: pdf('showProposal', 'The proposal of a quote by its newest version', [
        quoteId,
        query(
          'instalments',
          { type: 'integer', minimum: 1, default: 1 },
          'In how many it would be paid; no more than the term has months.'
        ),
      ]),
    },
  }
}

function pdf(operationId: string, summary: string, parameters: readonly JsonSchema[]): JsonSchema {
  return {
    operationId,
    summary,
    parameters,
    responses: {
      200: {
        description: 'A tagged PDF (PDF/UA-1).',
        content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
      },
      default: problem,
    },
  }
}

function act(
  operationId: string,
  summary: string,
  { reason, problems }: { readonly reason: string; readonly problems: readonly ProblemKind[] }
): JsonSchema {
  return {
    post: operation(operationId, summary, 204, null, {
      parameters: [quoteId, ifMatch],
      requestBody: jsonBody(reasonBody.schema, { 'With its reason': { reason } }),
      problems: ['no_such_quote', 'not_allowed', 'changed_meanwhile', ...problems],
    }),
  }
}
