import type { JsonSchema } from '#rules/index'
import { ref } from './schemas.ts'

const problem: JsonSchema = {
  description: 'A refusal or a fault, as RFC 9457 says.',
  content: { 'application/problem+json': { schema: ref('Problem') } },
}

const reason: JsonSchema = {
  required: true,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { reason: { type: 'string', minLength: 1, maxLength: 2000 } },
        required: ['reason'],
      },
      example: { reason: 'The customer asked for it' },
    },
  },
}

/** What keeps and erases the private data of a quote. */
export function dataPaths(id: JsonSchema): Record<string, JsonSchema> {
  const act = (operationId: string, summary: string): JsonSchema => ({
    post: {
      operationId,
      summary,
      parameters: [id],
      requestBody: reason,
      responses: { 204: { description: 'Done' }, default: problem },
    },
  })
  const quote = '/api/v1/quotes/{id}'
  return {
    [`${quote}/erase`]: act('eraseQuote', 'Erases the private values of a quote, for good'),
    [`${quote}/legal-hold`]: act('holdQuote', 'Keeps a quote from being erased'),
    [`${quote}/legal-hold/release`]: act('releaseQuote', 'Lifts a legal hold'),
  }
}
