import type { JsonSchema } from '#rules/index'
import { PROBLEM_TYPES, type ProblemKind } from './problem_types.ts'
import { ref } from './schemas.ts'

const EVERYWHERE: readonly ProblemKind[] = [
  ...([
    'sign_in_needed',
    'insufficient_scope',
    'not_found',
    'too_many_requests',
    'internal',
    'busy',
  ] as const),
]

const WITH_PARAMETERS: readonly ProblemKind[] = ['invalid_parameter']

const WITH_BODY: readonly ProblemKind[] = [
  ...(['invalid_json', 'not_utf8', 'csrf_token_missing', 'request_under_way'] as const),
  ...(['answer_lost', 'too_large', 'not_json', 'encoded_body', 'invalid_request'] as const),
  ...(['invalid_parameter', 'nested_too_deep', 'key_of_other_request'] as const),
]

/** The refusals of an operation by their status: each type that they may have, with an example. */
export function problemResponses(
  own: readonly ProblemKind[],
  parts: { readonly requestBody?: unknown; readonly parameters?: unknown }
): Record<string, JsonSchema> {
  const kinds = new Set([
    ...own,
    ...EVERYWHERE,
    ...(parts.parameters === undefined ? [] : WITH_PARAMETERS),
    ...(parts.requestBody === undefined ? [] : WITH_BODY),
  ])
  const statuses = Map.groupBy(kinds, (kind) => PROBLEM_TYPES[kind][0])
  return Object.fromEntries(
    [...statuses].map(([status, named]) => [status, response(named)] as const)
  )
}

function response(kinds: readonly ProblemKind[]): JsonSchema {
  const types = kinds.map(typeOf)
  return {
    description: kinds.map((kind) => `\`${kind}\`: ${PROBLEM_TYPES[kind][1]}`).join('\n\n'),
    content: {
      'application/problem+json': {
        schema: { $ref: ref('Problem').$ref, properties: { type: { enum: types } } },
        examples: Object.fromEntries(kinds.map((kind) => [kind, example(kind)])),
      },
    },
  }
}

function example(kind: ProblemKind): JsonSchema {
  return { $ref: `#/components/examples/${kind}` }
}

const typeOf = (kind: string) => `urn:ratewright:problem:${kind}`

/** An example of every kind of problem, for the page on which a person reads them. */
export function problemExamples(): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(PROBLEM_TYPES).map(([kind, [status, meaning]]) => [
      kind,
      {
        summary: kind,
        value: {
          type: typeOf(kind),
          title: meaning,
          status,
          detail: meaning,
          instance: '/api/v1/…',
          request_id: null,
          errors: [],
        },
      },
    ])
  )
}
