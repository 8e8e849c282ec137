import { add, compare, divide } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import type { Expression } from '../program/program.ts'
import { compileTest } from './compile_condition.ts'
import { compileNumber, holderOf } from './compile_expression.ts'
import type { Compiler } from './compiler.ts'
import type { Evaluate } from './slot.ts'

type Aggregate = Extract<Expression, { readonly op: 'aggregate' }>

/**
 * Runs over the list of the entity in scope. The sum of nothing is 0; the highest, lowest and
 * average of nothing are null, as is anything over a value that was not given.
 */
export function compileAggregate(expression: Aggregate, compiler: Compiler): Evaluate {
  const kind = compiler.layout.kind(expression.over)
  const holder = holderOf(kind)
  const where = expression.where && compileTest(expression.where, compiler)
  const each = expression.each && compileNumber(expression.each, compiler)
  const aggregate = expression.kind
  if (expression.nth !== undefined) return compileNth(expression, expression.nth, compiler)
  return (risk) => {
    const before = risk.scope[kind.index] ?? null
    let count = 0
    let result: Exact | null = aggregate === 'sum' ? integer(0) : null
    for (const instance of risk.at(holder).list(kind)) {
      risk.scope[kind.index] = instance
      if (where && !where(risk)) continue
      count += 1
      if (!each) continue
      const value = each(risk)
      if (value === null) {
        result = null
        break
      }
      result = result === null ? value : combine(aggregate, result, value)
    }
    risk.scope[kind.index] = before
    if (aggregate === 'count') return integer(count)
    return aggregate === 'average' && result !== null ? divide(result, integer(count)) : result
  }
}

/** All values are worked out, so that one that was not given is noticed wherever it would stand. */
function compileNth(expression: Aggregate, nth: number, compiler: Compiler): Evaluate {
  const kind = compiler.layout.kind(expression.over)
  const holder = holderOf(kind)
  const where = expression.where && compileTest(expression.where, compiler)
  const each = expression.each && compileNumber(expression.each, compiler)
  const fewer = expression.fewer ? compileNumber(expression.fewer, compiler) : null
  const sign = expression.kind === 'highest' ? -1 : 1
  return (risk) => {
    const before = risk.scope[kind.index] ?? null
    const values: (Exact | null)[] = []
    for (const instance of risk.at(holder).list(kind)) {
      risk.scope[kind.index] = instance
      if (!where || where(risk)) values.push(each && each(risk))
    }
    risk.scope[kind.index] = before
    const given = values.filter((value) => value !== null)
    if (given.length < values.length) return null
    const found = given.toSorted((a, b) => sign * compare(a, b))[nth - 1]
    return found ?? (fewer && fewer(risk))
  }
}

function combine(kind: Aggregate['kind'], result: Exact, value: Exact): Exact {
  switch (kind) {
    case 'highest':
      return compare(value, result) > 0 ? value : result
    case 'lowest':
      return compare(value, result) < 0 ? value : result
    default:
      return add(result, value)
  }
}
