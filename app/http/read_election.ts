import vine from '@vinejs/vine'
import { hasField } from './has_field.ts'
import { invalidFields } from './invalid_fields.ts'

const rule = vine.string().trim().minLength(1).maxLength(64)
const schema = vine.create({ rule })
const withNote = vine.create({ rule, note: vine.string().trim().maxLength(2000) })

/** What is there in writing. */
export interface Election {
  /** The name of the rule that requires it. */
  readonly rule: string
  readonly note: string | null
}

/** The election inside a body, or a thrown problem that points at each field that is wrong. */
export async function readElection(body: unknown): Promise<Election> {
  if (hasField(body, 'note')) {
    const [error, read] = await withNote.tryValidate(body)
    if (read) return read
    throw invalidFields(error.messages)
  }
  const [error, read] = await schema.tryValidate(body)
  if (read) return { ...read, note: null }
  throw invalidFields(error.messages)
}
