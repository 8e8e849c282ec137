import type { JsonSchema } from '#rules/index'
import { problemResponses } from './problem_responses.ts'
import type { ProblemKind } from './problem_types.ts'
import { envelope, ref } from './schemas.ts'

/** What an operation has beside its name and its answer. */
export interface OperationParts {
  readonly requestBody?: JsonSchema
  readonly parameters?: readonly JsonSchema[]
  /** What stands beside `data` in the answer. */
  readonly rest?: Readonly<Record<string, JsonSchema>>
  /** Another status that the same answer may come with. */
  readonly also?: number
  /** The problems of its own; those that every call may have need no naming. */
  readonly problems?: readonly ProblemKind[]
}

/** An operation that answers with one thing; 204 where that is null. */
export function operation(
  operationId: string,
  summary: string,
  status: number,
  data: JsonSchema | null,
  { rest, also, problems, ...parts }: OperationParts
): JsonSchema {
  const answer = {
    description: summary,
    headers: { 'x-request-id': { schema: { type: 'string' } } },
    ...(data && { content: { 'application/json': { schema: envelope(data, rest) } } }),
  }
  return {
    operationId,
    summary,
    ...parts,
    responses: {
      [status]: answer,
      ...(also && { [also]: answer }),
      ...(problems && problemResponses(problems, parts)),
      default: problem,
    },
  }
}

/** Any refusal or fault. */
export const problem: JsonSchema = {
  description: 'A refusal or a fault, as RFC 9457 says.',
  content: { 'application/problem+json': { schema: ref('Problem') } },
}

/** A JSON body with examples that run; each is named by what it shows. */
export function jsonBody(
  schema: JsonSchema,
  examples: Readonly<Record<string, unknown>>
): JsonSchema {
  const named = Object.entries(examples).map(([summary, value]) => [
    summary.replaceAll(/\W+/g, '_').toLowerCase(),
    { summary, value },
  ])
  return {
    required: true,
    content: { 'application/json': { schema, examples: Object.fromEntries(named) } },
  }
}

/** A parameter behind the question mark. */
export function query(
  name: string,
  schema: JsonSchema,
  description: string,
  { required = false, example }: { readonly required?: boolean; readonly example?: unknown } = {}
): JsonSchema {
  return {
    name,
    in: 'query',
    required,
    schema,
    description,
    ...(example !== undefined && { example }),
  }
}

/** A parameter in the path. */
export function inPath(name: string, schema: JsonSchema, example: unknown): JsonSchema {
  return { name, in: 'path', required: true, schema, example }
}

/** The number of a quote. */
export const quoteId = inPath('id', { type: 'string', pattern: '^\\d+$' }, '1')

/** The entity tag of the quote that the client saw. */
export const ifMatch: JsonSchema = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The ETag of the quote as it was read; a quote that changed meanwhile answers 412.',
}

/** Under which an unsafe request is carried out once. */
export const idempotencyKey: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description: 'Sent again with the same key, the same request gets the first answer again.',
}
