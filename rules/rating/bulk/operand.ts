import type { FieldShape } from '../../plan/shape.ts'
import type { Kind } from '../layout.ts'
import type { Register } from './ir.ts'

/**
 * A number: what the register holds, divided by `10^scale`, by `divisor` and by what `over` holds, exactly; or, with an `error`, what the
 * register holds, which is off by so much at most. The bounds are those of the register.
 */
export interface NumberOperand {
  readonly is: 'number'
  readonly register: Register
  readonly scale: number
  readonly divisor: number
  readonly low: number
  readonly high: number
  /** A whole number above zero that is known at run time alone, such as a count. */
  readonly over?: { readonly register: Register; readonly high: number }
  readonly error?: number
}

export type Operand =
  | NumberOperand
  /** A code; `open` where it may be a text that the program does not name, which `answer` tells where to read. */
  | {
      readonly is: 'text'
      readonly register: Register
      readonly open: boolean
      readonly answer?: { readonly kind: Kind; readonly field: FieldShape; readonly at: Register }
    }
  | { readonly is: 'date' | 'yes_no'; readonly register: Register }
  /** An entity's place in its columns. */
  | { readonly is: 'entity'; readonly register: Register; readonly kind: string }

/** A number without digits after the point. */
export function wholeOperand(register: Register, low: number, high: number): NumberOperand {
  return { is: 'number', register, scale: 0, divisor: 1, low, high }
}
