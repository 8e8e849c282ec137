import type { FeeDecl, PlanItem } from './ast.ts'

/** The fees, charges and taxes of a plan, one by one: those of a block each under its name. */
export function feesOf(items: readonly PlanItem[]): readonly FeeDecl[] {
  return items.flatMap((item) => {
    if (item.kind === 'fee') return [item]
    return item.kind === 'fee_block' ? item.alternatives : []
  })
}
