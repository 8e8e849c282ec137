import type { Rounding } from './rounding.ts'

/** To the nearer; from half way to the even multiple: `1.5` and `2.5` both become 2. */
export const roundHalfEven: Rounding = (half, quotientIsOdd) =>
  half > 0 || (half === 0 && quotientIsOdd)
