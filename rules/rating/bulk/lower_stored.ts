import { known, type Kind } from '../layout.ts'
import type { Register } from './ir.ts'
import { undivided } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import type { Operand } from './operand.ts'

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
  const stored =
    lowering.arrays.get(name) ??
    builder.outside([], () => {
      const array = builder.addArray(kind.shape.high)
      const end = lowering.compute({ op: 'end', kind: kind.index, holder: builder.risk })
      let operand: Operand | null = null
      lowering.alone(() => {
        builder.loop(base, end, (register) => {
          lowering.within(kind, register, () => {
            const worked = write()
            operand = worked.is === 'number' ? undivided(worked, lowering) : worked
            builder.store(array, register, base, lowering.asNumber(operand.register))
          })
        })
      })
      return { array, operand: known<Operand>(operand ?? undefined, name) }
    })
  lowering.arrays.set(name, stored)
  const { array, operand } = stored
  return (at) => {
    const register = lowering.compute({ op: 'stored', array, at, base })
    if (lowering.nullable.has(operand.register)) lowering.nullable.add(register)
    return { ...operand, register }
  }
}
