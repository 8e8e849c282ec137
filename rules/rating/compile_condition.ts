import { toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { Condition, ConditionValue } from '../program/program.ts'
import { holderOf } from './compile_expression.ts'
import type { Compiler, FactSlot } from './compiler.ts'
import { known } from './layout.ts'
import { isQuantifier, OPERATORS, type ConditionFact, type Quantifier } from './operators.ts'
import { Instance, type Risk, type Value } from './risk.ts'
import { valueOf } from './slot.ts'

/** Tells whether a condition holds in the present scope; stops as soon as that is certain. */
export type Test = (risk: Risk) => boolean

export type Leaf = Extract<Condition, { readonly operator: string }>
type Nested = Exclude<Condition, Leaf>

/** Turns a condition into a closure. */
export function compileTest(condition: Condition, compiler: Compiler): Test {
  if ('all' in condition) {
    const tests = condition.all.map((inner) => compileTest(inner, compiler))
    return (risk) => tests.every((holds) => holds(risk))
  }
  if ('any' in condition) {
    const tests = condition.any.map((inner) => compileTest(inner, compiler))
    return (risk) => tests.length === 0 || tests.some((holds) => holds(risk))
  }
  if ('not' in condition) {
    const holds = compileTest(condition.not, compiler)
    return (risk) => !holds(risk)
  }
  return compileLeaf(condition, compiler)
}

/** Turns a single comparison or quantifier into a closure. */
export function compileLeaf(leaf: Leaf, compiler: Compiler): Test {
  if (isQuantifier(leaf.operator)) return compileQuantifier(leaf, leaf.operator, compiler)
  const fact = compileFact(leaf.fact, compiler)
  const value = compileValue(leaf.value, compiler)
  const holds = known(OPERATORS.get(leaf.operator), leaf.operator)
  return (risk) => holds(fact(risk), value(risk))
}

/** Reads a fact as conditions see it. */
export function compileFact(name: string, compiler: Compiler): (risk: Risk) => ConditionFact {
  const slot = compiler.fact(name)
  return (risk) => asFact(valueOf(slot, risk), slot, risk)
}

/** Reads what a condition compares with: itself, or another fact. */
export function compileValue(value: ConditionValue, compiler: Compiler): (risk: Risk) => unknown {
  if (typeof value === 'object' && 'fact' in value) return compileFact(value.fact, compiler)
  return () => value
}

/** The condition that a quantifier judges in the scope of each element. */
export function nestedCondition(leaf: Leaf): Nested {
  const { value } = leaf
  const isNested = typeof value === 'object' && ('all' in value || 'any' in value || 'not' in value)
  return known(isNested ? value : undefined, `the condition of ${leaf.operator}`)
}

/** Calls back with each element of a quantifier's list in scope, until it answers true; whether it did. */
export function compileAnyElement(
  leaf: Leaf,
  compiler: Compiler
): (risk: Risk, visit: (instance: Instance) => boolean) => boolean {
  const slot = compiler.fact(leaf.fact)
  const kind = compiler.layout.kind(known(slot.listOf ?? undefined, leaf.fact))
  return (risk, visit) => {
    const before = risk.scope[kind.index] ?? null
    const list = risk.at(holderOf(kind)).list(kind)
    const found = list.some((instance) => {
      risk.scope[kind.index] = instance
      return visit(instance)
    })
    risk.scope[kind.index] = before
    return found
  }
}

function compileQuantifier(leaf: Leaf, quantifier: Quantifier, compiler: Compiler): Test {
  const holds = compileTest(nestedCondition(leaf), compiler)
  const anyElement = compileAnyElement(leaf, compiler)
  switch (quantifier) {
    case 'some':
      return (risk) => anyElement(risk, () => holds(risk))
    case 'every':
      return (risk) => !anyElement(risk, () => !holds(risk))
    case 'none':
      return (risk) => !anyElement(risk, () => holds(risk))
  }
}

function asFact(value: Value, slot: FactSlot, risk: Risk): ConditionFact {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof Instance) return value.number
  if (slot.listOf !== null) {
    const kind = risk.layout.kind(slot.listOf)
    return risk.factsOf(kind, risk.at(holderOf(kind)))
  }
  // Neither text, yes/no, entity nor list: what is left is a number.
  const exact = value as Exact
  const whole = slot.type === 'integer' ? toSafeInteger(exact) : null
  return whole ?? formatExact(exact, 0)
}
