import { operandsOf, type Register, type Routine, type Statement } from './ir.ts'

/** Leaves out what has no effect: registers that nothing reads, and loops and conditions that do nothing. */
export function prune(routine: Routine): Routine {
  const used = new Set<Register>()
  let body = routine.body
  for (;;) {
    const before = used.size
    body = pruneBlock(routine.body, used)
    if (used.size === before) return { ...routine, body }
  }
}

/** Goes backwards; variables are set and read in either order, so that it is repeated until nothing is new. */
function pruneBlock(statements: readonly Statement[], used: Set<Register>): readonly Statement[] {
  const kept: Statement[] = []
  const use = (...registers: readonly Register[]) => registers.forEach((one) => used.add(one))
  for (const statement of statements.toReversed()) {
    switch (statement.do) {
      case 'let':
        if (!used.has(statement.register)) continue
        use(...operandsOf(statement.operation))
        break
      case 'variable':
      case 'set':
        if (!used.has(statement.register)) continue
        use(statement.value)
        break
      case 'loop': {
        const body = pruneBlock(statement.body, used)
        if (!body.some(hasEffect)) continue
        use(statement.from, statement.to)
        kept.push({ ...statement, body })
        continue
      }
      case 'if': {
        const body = pruneBlock(statement.body, used)
        if (body.every((inner) => inner.do === 'let')) continue
        use(statement.test)
        kept.push({ ...statement, body })
        continue
      }
      case 'bail':
        use(statement.test)
        break
      case 'store':
        use(statement.at, statement.base, statement.value)
        break
      case 'break':
      case 'clear':
        break
    }
    kept.push(statement)
  }
  return kept.toReversed()
}

/** Whether something remains of a statement once the loop around it is left. */
function hasEffect(statement: Statement): boolean {
  switch (statement.do) {
    case 'let':
    case 'variable':
    case 'break':
      return false
    case 'loop':
    case 'if':
      return statement.body.some(hasEffect)
    default:
      return true
  }
}
