import { insuredBody } from '#http/insured_body'
import { reasonBody } from '#http/reason_body'
import type { JsonSchema } from '#rules/index'
import { ifMatch, inPath, jsonBody, operation, problem, query, quoteId } from './operation.ts'
import type { ProblemKind } from './problem_types.ts'
import { list } from './schemas.ts'

/** Documents and notices, and what names, keeps and erases the private data of a quote. */
export function dataPaths(): Record<string, JsonSchema> {
  const quote = '/api/v1/quotes/{id}'
  return {
    '/api/v1/policies/{number}/declarations.pdf': {
      get: pdf('showDeclarations', 'The declarations page of a policy, as it was issued', [
        inPath('number', { type: 'string' }, 'TX-00000001'),
      ]),
    },
    [`${quote}/proposal.pdf`]: {
      get: pdf('showProposal', 'The proposal of a quote by its newest version', [
        quoteId,
        query(
          'instalments',
          { type: 'integer', minimum: 1, default: 1 },
          'In how many; no more than the term has months.'
        ),
      ]),
    },
    [`${quote}/notices`]: {
      get: operation(
        'listNotices',
        'Lists the notices of a quote and its policy, with what became of their mails',
        200,
        list(notice),
        { parameters: [quoteId], problems: ['no_such_quote'] }
      ),
    },
    [`${quote}/insured`]: {
      put: operation('nameInsured', 'Names the insured, with the mailing address', 200, insured, {
        parameters: [quoteId, ifMatch],
        requestBody: jsonBody(insuredBody.schema, { 'With an address': insuredExample }),
        problems: ['no_such_quote', 'changed_meanwhile', 'illegal_move', 'erased'],
      }),
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

function act(
  operationId: string,
  summary: string,
  { reason, problems }: { readonly reason: string; readonly problems: readonly ProblemKind[] }
): JsonSchema {
  return {
    post: operation(operationId, summary, 204, null, {
      parameters: [quoteId],
      requestBody: jsonBody(reasonBody.schema, { 'With its reason': { reason } }),
      problems: ['no_such_quote', 'not_allowed', ...problems],
    }),
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

const insuredExample = {
  name: 'Maria Delgado',
  email: 'maria@example.com',
  address: ['100 Congress Avenue', 'Austin, TX 78701'],
}

const insured: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 120 },
    email: { type: ['string', 'null'], format: 'email' },
    address: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: 120 },
      maxItems: 6,
      description: 'The mailing address, line by line.',
    },
  },
  required: ['name', 'email', 'address'],
  additionalProperties: false,
}

const notice: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    kind: { enum: ['policy_issued', 'declined'] },
    policy_number: { type: ['string', 'null'] },
    recorded_at: { type: 'string', format: 'date-time' },
    mails: list({
      type: 'object',
      properties: {
        recipient: { enum: ['insured', 'producer'] },
        status: { enum: ['waiting', 'sent', 'failed'] },
        attempts: { type: 'integer', minimum: 0 },
        sent_at: { type: ['string', 'null'], format: 'date-time' },
      },
      required: ['recipient', 'status', 'attempts', 'sent_at'],
      additionalProperties: false,
    }),
  },
  required: ['id', 'kind', 'policy_number', 'recorded_at', 'mails'],
  additionalProperties: false,
}
