import type { JsonSchema } from '#rules/index'
import { envelope, ref } from './schemas.ts'

/** What an operation says beside its answer. */
export interface OperationParts {
  readonly requestBody?: JsonSchema
  readonly parameters?: readonly JsonSchema[]
  /** What stands beside `data` in the answer. */
  readonly rest?: Readonly<Record<string, JsonSchema>>
  /** Another status that the same answer may come with. */
  readonly also?: number
}

/** One operation: its answer in an envelope, and problems for whatever else. */
export function operation(
  operationId: string,
  summary: string,
  status: number,
  data: JsonSchema,
  { rest, also, ...parts }: OperationParts
): JsonSchema {
  const answer = {
    description: summary,
    headers: { 'x-request-id': { schema: { type: 'string' } } },
    content: { 'application/json': { schema: envelope(data, rest) } },
  }
  return {
    operationId,
    summary,
    ...parts,
    responses: {
      [status]: answer,
      ...(also && { [also]: answer }),
      default: problem,
    },
  }
}

/** What every operation may answer with. */
export const problem: JsonSchema = {
  description: 'A refusal or a fault, as RFC 9457 says.',
  content: { 'application/problem+json': { schema: ref('Problem') } },
}

/** A parameter of the query. */
export function query(
  name: string,
  schema: JsonSchema,
  description: string,
  required = false
): JsonSchema {
  return { name, in: 'query', required, schema, description }
}

/** A parameter of the path. */
export function inPath(name: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'path', required: true, schema }
}

/** A body of any members, which the route's own words describe. */
export const anyBody: JsonSchema = {
  required: true,
  content: { 'application/json': { schema: { type: 'object' } } },
}

/** A body with these members alone. */
export function jsonBody(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[]
): JsonSchema {
  const schema = { type: 'object', properties, required, additionalProperties: false }
  return { required: true, content: { 'application/json': { schema } } }
}

/** For what may have been changed since it was read. */
export const ifMatch: JsonSchema = {
  name: 'If-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The ETag as it was read; what changed meanwhile answers 412.',
}
