import type { Rounding } from './rounding.ts'

/** Away from zero: `1.01` and `-1.01` become 2 and -2. */
export const roundUp: Rounding = () => true
