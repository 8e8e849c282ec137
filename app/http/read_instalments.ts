import vine from '@vinejs/vine'
import { hasField } from './has_field.ts'
import { invalidFields } from './invalid_fields.ts'

const schema = vine.create({
  instalments: vine.number({ strict: true }).withoutDecimals().range([1, 12]),
})

/** In how many instalments a policy is to be paid: at once where nothing is said, or a thrown problem. */
export async function readInstalments(body: unknown): Promise<number> {
  if (!hasField(body, 'instalments')) return 1
  const [error, read] = await schema.tryValidate(body)
  if (read) return read.instalments
  throw invalidFields(error.messages)
}
