import vine from '@vinejs/vine'
import type { Insured } from '#services/quotes/insured'
import { hasField } from './has_field.ts'
import { invalidFields } from './invalid_fields.ts'

const line = () => vine.string().trim().minLength(1).maxLength(120)
const schema = vine.create({
  name: line(),
  address: vine.array(line()).maxLength(6),
})
const withEmail = vine.create({
  name: line(),
  address: vine.array(line()).maxLength(6),
  email: vine.string().trim().email().maxLength(254),
})

/** The insured inside a body, or a thrown problem that points at each field that is wrong. */
export async function readInsured(body: unknown): Promise<Insured> {
  if (hasField(body, 'email')) {
    const [error, read] = await withEmail.tryValidate(body)
    if (read) return read
    throw invalidFields(error.messages)
  }
  const [error, read] = await schema.tryValidate(body)
  if (read) return { ...read, email: null }
  throw invalidFields(error.messages)
}
