import type { JsonSchema } from '#rules/index'
import { Problem } from '#exceptions/problem'
import { invalidFields } from './invalid_fields.ts'

/** What a validator says of a body. */
type Judgement<T> = readonly [
  { readonly messages: Parameters<typeof invalidFields>[0] } | null,
  T | null,
]

interface Validator<T> {
  tryValidate(body: unknown): Promise<Judgement<T>>
  toJSONSchema(): object
}

/** The JSON Schema of an object. */
export type ObjectSchema = JsonSchema & { readonly properties: JsonSchema }

/** A request's body by one definition, which reads it and describes it. */
export interface RequestBody<T> {
  /** The body, or a thrown problem that points at each field that is wrong or that nobody knows. */
  read(body: unknown): Promise<T>
  readonly schema: ObjectSchema
}

/** A body of the fields that a validator names, and of no others. */
export function defineBody<T extends object>(validator: Validator<T>): RequestBody<T> {
  // What Vine generates is a JSON Schema of an object; its type is that of another draft.
  const schema = validator.toJSONSchema() as ObjectSchema
  const known = Object.keys(schema.properties)
  return {
    schema,
    async read(body) {
      refuseUnknown(body, known)
      const [error, read] = await validator.tryValidate(body)
      if (read === null) throw invalidFields(error?.messages ?? [])
      return read
    },
  }
}

function refuseUnknown(body: unknown, known: readonly string[]): void {
  if (typeof body !== 'object' || body === null) return
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new Problem(422, 'invalid_request', 'Some fields of the request are missing or wrong.', {
    errors: unknown.map((name) => ({
      pointer: `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`,
      path: name.slice(0, 80),
      code: 'unknown_field',
      message: 'is not a field of this request',
      help: known.length > 0 ? `One of ${known.join(', ')}.` : 'Send {}.',
    })),
  })
}
