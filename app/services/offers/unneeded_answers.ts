import type { EntityShape, ProductShape, Unneeded } from '#rules/index'
import type { Offers } from '#plugins/contract'
import { statedAnswer } from './stated_answer.ts'

/** The names of the fields of an entity that its VIN answers; none where it has no VIN. */
export function answeredByVin({ byVin }: Required<Offers>): NonNullable<Unneeded['byVin']> {
  const answered = Object.keys(byVin({ year: 2020, make: null, model: null }))
  return ({ fields }: EntityShape) =>
    fields.some(({ type }) => type.kind === 'vin')
      ? fields.filter(({ name }) => answered.includes(name)).map(({ name }) => name)
      : []
}

/** What a quick quote assumes: fields with a stated answer, and all coverages of an entity. */
export function assumedOf(
  shape: ProductShape,
  offers: Required<Offers>
): NonNullable<Unneeded['isAssumed']> {
  return (entity, field) =>
    field === undefined || statedAnswer(shape, offers, entity, field) !== undefined
}
