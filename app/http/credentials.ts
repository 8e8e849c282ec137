import vine from '@vinejs/vine'
import { Problem } from '#exceptions/problem'
import type { Credentials } from '#services/identity/sign_in'

const schema = vine.create({
  email: vine.string().maxLength(254),
  password: vine.string().maxLength(200),
})

/** The credentials inside a body, or a thrown problem that points at each field that is wrong. */
export async function readCredentials(body: unknown): Promise<Credentials> {
  const [error, credentials] = await schema.tryValidate(body)
  if (credentials) return credentials
  throw new Problem(422, 'invalid_request', 'Some fields of the request are missing or wrong.', {
    errors: error.messages.map(({ field, rule, message }: ValidationMessage) => ({
      pointer: `/${field}`,
      path: field,
      code: rule,
      message,
      help: null,
    })),
  })
}

interface ValidationMessage {
  readonly field: string
  readonly rule: string
  readonly message: string
}
