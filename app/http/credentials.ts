import vine from '@vinejs/vine'
import type { Credentials } from '#services/identity/sign_in'
import { invalidFields } from './invalid_fields.ts'

const schema = vine.create({
  email: vine.string().maxLength(254),
  password: vine.string().maxLength(200),
})

/** The credentials inside a body, or a thrown problem that points at each field that is wrong. */
export async function readCredentials(body: unknown): Promise<Credentials> {
  const [error, credentials] = await schema.tryValidate(body)
  if (credentials) return credentials
  throw invalidFields(error.messages)
}
