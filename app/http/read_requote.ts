import vine from '@vinejs/vine'
import { invalidFields } from './invalid_fields.ts'
import { readReasonIfAny } from './read_reason.ts'

const schema = vine.create({ apply: vine.boolean({ strict: true }) })

/** Whether a bulk re-quote appends versions, and why, or a thrown problem. */
export async function readRequote(body: unknown) {
  const [error, read] = await schema.tryValidate(body)
  if (error) throw invalidFields(error.messages)
  return { apply: read.apply, reason: await readReasonIfAny(body) }
}
