import type { Register } from './ir.ts'

/** A number: what the register holds, divided by `10^scale` and by `divisor`. The bounds are those of the register. */
export interface NumberOperand {
  readonly is: 'number'
  readonly register: Register
  readonly scale: number
  readonly divisor: number
  readonly low: number
  readonly high: number
}

export type Operand =
  | NumberOperand
  /** A code; `open` where it may be a text that the program does not name. */
  | { readonly is: 'text'; readonly register: Register; readonly open: boolean }
  | { readonly is: 'date' | 'yes_no'; readonly register: Register }
  /** An entity's place in its columns. */
  | { readonly is: 'entity'; readonly register: Register; readonly kind: string }

/** A number without digits after the point. */
export function wholeOperand(register: Register, low: number, high: number): NumberOperand {
  return { is: 'number', register, scale: 0, divisor: 1, low, high }
}
