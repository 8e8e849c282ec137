/**
 * Whether the magnitude goes up to the next multiple, asked only where something remains.
 * `half` is negative, zero or positive as the remainder is less than, equal to or more than half.
 */
export type Rounding = (half: -1 | 0 | 1, quotientIsOdd: boolean) => boolean
