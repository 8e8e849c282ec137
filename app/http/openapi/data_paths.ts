import { reasonBody } from '#http/reason_body'
import type { JsonSchema } from '#rules/index'
import { jsonBody, operation, quoteId } from './operation.ts'
import type { ProblemKind } from './problem_types.ts'

/** What keeps and erases the private data of a quote. */
export function dataPaths(): Record<string, JsonSchema> {
  const quote = '/api/v1/quotes/{id}'
  return {
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
