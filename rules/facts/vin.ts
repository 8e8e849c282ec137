/** Seventeen capital letters and digits, without I, O and Q. */
export const VIN = /^[A-HJ-NPR-Z0-9]{17}$/

/** What each letter counts for, from A on; I, O and Q are none. Source: 49 CFR 565.15(c). */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const COUNTS = '12345678012345070923456789'
/** What each place of a VIN weighs; the ninth is the check digit itself. */
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const CHECK_DIGITS = '0123456789X'
const CHECK_PLACE = 8

/** The check digit of a VIN by its other sixteen signs: a digit or X. */
export function vinCheckDigit(vin: string): string {
  let sum = 0
  for (const [at, weight] of WEIGHTS.entries()) {
    const sign = vin.charAt(at)
    const letter = LETTERS.indexOf(sign)
    sum += weight * Number(letter < 0 ? sign : COUNTS.charAt(letter))
  }
  return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length)
}

/** Whether the ninth sign of a VIN is the check digit of the others. */
export function hasCheckDigit(vin: string): boolean {
  return vin.charAt(CHECK_PLACE) === vinCheckDigit(vin)
}

/** Sixteen signs around any ninth as a VIN that is right: for risks that are made. */
export function withCheckDigit(vin: string): string {
  return vin.slice(0, CHECK_PLACE) + vinCheckDigit(vin) + vin.slice(CHECK_PLACE + 1)
}
