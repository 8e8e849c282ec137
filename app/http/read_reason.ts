import vine from '@vinejs/vine'
import { hasField } from './has_field.ts'
import { invalidFields } from './invalid_fields.ts'

const schema = vine.create({ reason: vine.string().trim().minLength(1).maxLength(2000) })

/** The reason that a move must have, or a thrown problem that points at it. */
export async function readReason(body: unknown): Promise<string> {
  const [error, read] = await schema.tryValidate(body)
  if (read) return read.reason
  throw invalidFields(error.messages)
}

/** The reason that a move may have; null where none is given. */
export async function readReasonIfAny(body: unknown): Promise<string | null> {
  return hasField(body, 'reason') ? readReason(body) : null
}
