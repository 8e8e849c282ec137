import type { EntityShape, FieldShape, ProductShape } from '#rules/index'
import type { Assumed, Offers } from '#plugins/contract'

/**
 * What stands in for a field that nobody answered: what is declared; or, where the state asks yes or no, no, since
 * nothing was signed and nothing is so. Undefined where it has to be answered.
 */
export function statedAnswer(
  { assumptions }: ProductShape,
  { assumes }: Required<Offers>,
  { name, list }: EntityShape,
  field: FieldShape
): Assumed | undefined {
  const own = list === null ? assumptions[field.name] : undefined
  const declared = own ?? assumes[`${name}.${field.name}`]
  if (declared !== undefined) return declared
  return field.askedBy !== undefined && field.type.kind === 'yes_no' ? false : undefined
}
