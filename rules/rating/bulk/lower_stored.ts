import { known, type Kind } from '../layout.ts'
import type { Register } from './ir.ts'
import { undivided } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import type { Operand } from './operand.ts'

/** Something stored by entity, and the arrays of the numbers that it is the product of where it is but nearly held. */
export interface Stored {
  readonly array: number
  readonly operand: Operand
  readonly product: { readonly factors: readonly Part[]; readonly over: readonly Part[] } | null
}

/** An array, or the register of a constant. */
type Part = { readonly array: number } | { readonly constant: Register }

/**
 * Works something out for all entities of a list of the policy, once for the risk, outside all loops;
 * gives what reads it for the entity at a place.
 */
export function storeForAll(
  name: string,
  kind: Kind,
  write: () => Operand,
  lowering: Lowering
): (at: Register) => Operand {
  const { builder } = lowering
  const base = lowering.base(kind)
  const stored: Stored =
    lowering.arrays.get(name) ??
    builder.outside([], () => {
      const array = builder.addArray(kind.shape.high)
      const end = lowering.compute({ op: 'end', kind: kind.index, holder: builder.risk })
      let operand: Operand | null = null
      let product: Stored['product'] = null
      lowering.alone(() => {
        builder.loop(base, end, (register) => {
          lowering.within(kind, register, () => {
            const worked = write()
            operand = worked.is === 'number' ? undivided(worked, lowering) : worked
            builder.store(array, register, base, lowering.asNumber(operand.register))
            const exact = lowering.products.get(operand.register)
            const keep = (part: Register): Part => {
              if (builder.constantOf(part) !== undefined) return { constant: part }
              const kept = builder.addArray(kind.shape.high)
              builder.store(kept, register, base, part)
              return { array: kept }
            }
            if (exact) product = { factors: exact.factors.map(keep), over: exact.over.map(keep) }
          })
        })
      })
      return { array, operand: known<Operand>(operand ?? undefined, name), product }
    })
  lowering.arrays.set(name, stored)
  const { array, operand, product } = stored
  return (at) => {
    const partAt = (part: Part): Register =>
      'constant' in part
        ? part.constant
        : lowering.compute({ op: 'stored', array: part.array, at, base })
    const register = lowering.compute({ op: 'stored', array, at, base })
    if (lowering.nullable.has(operand.register)) lowering.nullable.add(register)
    if (product) {
      const [factors, over] = [product.factors.map(partAt), product.over.map(partAt)]
      lowering.products.set(register, { factors, over })
    }
    return { ...operand, register }
  }
}
