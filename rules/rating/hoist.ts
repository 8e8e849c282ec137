import type { Expression } from '../program/program.ts'
import type { Compiler } from './compiler.ts'
import type { Kind } from './layout.ts'
import { valueOf, type Evaluate } from './slot.ts'

/**
 * The same expression, worked out once for each entity of the one kind that it reads, or once for the
 * risk where it reads the policy alone; as it is where that is no gain or can't be told. A premium for
 * each coverage would else work out the same of a vehicle over and over.
 */
export function hoist(expression: Expression, evaluate: Evaluate, compiler: Compiler): Evaluate {
  if (isCheap(expression)) return evaluate
  const kinds = kindsRead(expression, compiler)
  if (kinds === null || kinds.size > 1) return evaluate
  const slot = compiler.unnamed({ kinds: [...kinds], byCoverage: false }, evaluate)
  return (risk) => valueOf(slot, risk)
}

function isCheap({ op }: Expression): boolean {
  return op === 'constant' || op === 'field' || op === 'value'
}

/** The kinds below the policy that it reads; null where it reads the coverage, or more than is looked at here. */
function kindsRead(expression: Expression, compiler: Compiler): ReadonlySet<Kind> | null {
  switch (expression.op) {
    case 'constant':
      return new Set()
    case 'field': {
      if (expression.entity === 'coverage') return null
      const kind = compiler.layout.kind(expression.entity)
      return new Set(kind.holder === null ? [] : [kind])
    }
    case 'value': {
      const { kinds, byCoverage } = compiler.slot(expression.name).of
      return byCoverage ? null : new Set(kinds)
    }
    case 'lookup':
      return together(expression.keys, compiler)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return together([expression.left, expression.right], compiler)
    case 'negate':
    case 'round':
      return kindsRead(expression.operand, compiler)
    case 'at_least':
    case 'at_most':
      return together([expression.operand, expression.bound], compiler)
    case 'whole':
      return together([expression.from, expression.to], compiler)
    case 'year':
      return kindsRead(expression.date, compiler)
    case 'shift':
      return together([expression.date, expression.amount], compiler)
    case 'within': {
      if (expression.entity === 'coverage') return null
      const inner = kindsRead(expression.then, compiler)
      const binding = kindsRead(expression.is, compiler)
      const bound = compiler.layout.kind(expression.entity)
      if (inner === null || binding === null) return null
      return new Set([...inner].filter((kind) => kind !== bound)).union(binding)
    }
    default:
      return null
  }
}

function together(
  expressions: readonly Expression[],
  compiler: Compiler
): ReadonlySet<Kind> | null {
  let all: ReadonlySet<Kind> = new Set()
  for (const expression of expressions) {
    const kinds = kindsRead(expression, compiler)
    if (kinds === null) return null
    all = all.union(kinds)
  }
  return all
}
