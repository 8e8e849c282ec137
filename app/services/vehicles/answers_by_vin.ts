import type { EntityShape } from '#rules/index'
import type { AnswerByVin, Offers } from '#plugins/contract'
import { decodeVin } from './decode_vin.ts'

/** What the VIN among the answers of one thing says of it; nothing where it has none, or none that is right. */
export function answersByVin(
  { fields }: EntityShape,
  answers: Readonly<Record<string, unknown>>,
  { byVin }: Required<Offers>
): Readonly<Record<string, AnswerByVin>> {
  const field = fields.find(({ type }) => type.kind === 'vin')
  const vin = field && answers[field.name]
  const decoded = typeof vin === 'string' ? decodeVin(vin) : null
  return decoded ? byVin(decoded) : {}
}
