import type { ConstructableSchema } from '@vinejs/vine/types'

/**
 * A field of a body that may be left out. Vine's own `optional()` types don't meet
 * exactOptionalPropertyTypes; this is the same schema by its contract.
 */
export function optional<Input, Output, CamelCased>(
  field: ConstructableSchema<Input, Output, CamelCased> & { optional(): unknown }
) {
  return field.optional() as ConstructableSchema<
    Input | undefined,
    Output | undefined,
    CamelCased | undefined
  >
}

/** A field of a body that may be null. Vine's own `nullable()` types fail for the same reason. */
export function orNull<Input, Output, CamelCased>(
  field: ConstructableSchema<Input, Output, CamelCased> & { nullable(): unknown }
) {
  return field.nullable() as ConstructableSchema<Input | null, Output | null, CamelCased | null>
}
