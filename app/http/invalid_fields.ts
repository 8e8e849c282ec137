import { Problem } from '#exceptions/problem'

interface ValidationMessage {
  readonly field: string
  readonly rule: string
  readonly message: string
}

/** The problem document for fields that a validator refused, each with its pointer. */
export function invalidFields(messages: readonly ValidationMessage[]): Problem {
  return new Problem(422, 'invalid_request', 'Some fields of the request are missing or wrong.', {
    errors: messages.map(({ field, rule, message }) => ({
      pointer: `/${field.replaceAll('.', '/')}`,
      path: field,
      code: rule,
      message,
      help: null,
    })),
  })
}
