import type { Rounding } from './rounding.ts'

/** Toward zero: `1.99` and `-1.99` become 1 and -1. */
export const roundDown: Rounding = () => false
