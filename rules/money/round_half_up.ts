import type { Rounding } from './rounding.ts'

/** To the nearer; from half way away from zero: `1.5` and `-1.5` become 2 and -2. */
export const roundHalfUp: Rounding = (half) => half >= 0
