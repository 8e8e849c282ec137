import { insuredBody } from '#http/insured_body'
import { reasonBody } from '#http/reason_body'
import type { JsonSchema } from '#rules/index'
import { jsonBody, operation, problem, quoteId } from './operation.ts'
import type { ProblemKind } from './problem_types.ts'
import { envelope, list } from './schemas.ts'

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
  required: ['name', 'address'],
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

const insuredExample = {
  name: 'Maria Delgado',
  email: 'maria@example.com',
  address: ['100 Congress Avenue', 'Austin, TX 78701'],
}

/** Documents, and what names, keeps and erases the private data of a quote. */
export function dataPaths(): Record<string, JsonSchema> {
  const quote = '/api/v1/quotes/{id}'
  return {
    '/api/v1/policies/{number}/declarations.pdf': {
      get: pdf('showDeclarations', 'The declarations page of a policy, as it was issued', [
        { name: 'number', in: 'path', required: true, schema: { type: 'string' } },
      ]),
    },
    [`${quote}/proposal.pdf`]: {
      get: pdf('showProposal', 'The proposal of a quote by its newest version', [
        quoteId,
        {
          name: 'instalments',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 1, default: 1 },
          description: 'In how many; no more than the term has months.',
        },
      ]),
    },
    [`${quote}/notices`]: {
      get: {
        operationId: 'listNotices',
        summary: 'Lists the notices of a quote and its policy, with what became of their mails',
        parameters: [quoteId],
        responses: {
          200: {
            description: 'Newest first',
            content: { 'application/json': { schema: envelope(list(notice)) } },
          },
          default: problem,
        },
      },
    },
    [`${quote}/insured`]: {
      put: {
        operationId: 'nameInsured',
        summary: 'Names the insured, with the mailing address',
        parameters: [quoteId],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: insuredBody.schema, example: insuredExample },
          },
        },
        responses: {
          200: {
            description: 'The insured as stored',
            content: { 'application/json': { schema: envelope(insured) } },
          },
          default: problem,
        },
      },
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
