import type { Rounding } from './rounding.ts'

/** To the nearer; from half way toward zero: `1.5` and `-1.5` become 1 and -1. */
export const roundHalfDown: Rounding = (half) => half > 0
