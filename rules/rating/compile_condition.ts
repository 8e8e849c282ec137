import { compare } from '../money/arithmetic.ts'
import { toSafeInteger, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { Condition, ConditionValue } from '../program/program.ts'
import { holderOf } from './compile_expression.ts'
import type { Compiler, FactSlot } from './compiler.ts'
import { known } from './layout.ts'
import {
  EXACT_ORDERS,
  exactOf,
  isQuantifier,
  OPERATORS,
  type ConditionFact,
  type Quantifier,
} from './operators.ts'
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
    const [only] = tests
    if (only && tests.length === 1) return only
    return (risk) => {
      for (const holds of tests) if (!holds(risk)) return false
      return true
    }
  }
  if ('any' in condition) {
    const tests = condition.any.map((inner) => compileTest(inner, compiler))
    const [only] = tests
    if (only && tests.length === 1) return only
    const isEmpty = tests.length === 0
    return (risk) => {
      for (const holds of tests) if (holds(risk)) return true
      return isEmpty
    }
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
  const exact = compileExactly(leaf, compiler)
  if (exact) return exact
  const fact = compileFact(leaf.fact, compiler)
  const value = compileValue(leaf.value, compiler)
  const holds = known(OPERATORS.get(leaf.operator), leaf.operator)
  return (risk) => holds(fact(risk), value(risk))
}

/** Numbers are compared as they are, not by way of their texts; null where either side is no number. */
function compileExactly(leaf: Leaf, compiler: Compiler): Test | null {
  const holds = EXACT_ORDERS.get(leaf.operator)
  const left = compileExactFact(leaf.fact, compiler)
  if (!holds || !left) return null
  const { value } = leaf
  if (typeof value === 'object') {
    const right = 'fact' in value ? compileExactFact(value.fact, compiler) : null
    if (!right) return null
    return (risk) => {
      const a = left(risk)
      const b = right(risk)
      return a !== null && b !== null && holds(compare(a, b))
    }
  }
  const bound = exactOf(value)
  if (bound === null) return null
  return (risk) => {
    const a = left(risk)
    return a !== null && holds(compare(a, bound))
  }
}

function compileExactFact(name: string, compiler: Compiler): ((risk: Risk) => Exact | null) | null {
  const slot = compiler.fact(name)
  if (slot.type !== 'decimal' && slot.type !== 'integer') return null
  // The type was checked when the plan was compiled.
  return (risk) => valueOf(slot, risk) as Exact | null
}

/** Reads a fact as conditions see it. */
export function compileFact(name: string, compiler: Compiler): (risk: Risk) => ConditionFact {
  const slot = compiler.fact(name)
  return (risk) => {
    const value = valueOf(slot, risk)
    return typeof value === 'object' && value !== null ? asFact(value, slot, risk) : value
  }
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
  const holder = holderOf(kind)
  return (risk, visit) => {
    const before = risk.scope[kind.index] ?? null
    let isFound = false
    for (const instance of risk.at(holder).list(kind)) {
      risk.scope[kind.index] = instance
      isFound = visit(instance)
      if (isFound) break
    }
    risk.scope[kind.index] = before
    return isFound
  }
}

function compileQuantifier(leaf: Leaf, quantifier: Quantifier, compiler: Compiler): Test {
  const holds = compileTest(nestedCondition(leaf), compiler)
  const anyElement = compileAnyElement(leaf, compiler)
  const isWanted = quantifier !== 'every'
  const isSome = quantifier === 'some'
  return (risk) => anyElement(risk, () => holds(risk) === isWanted) === isSome
}

function asFact(value: NonNullable<Value>, slot: FactSlot, risk: Risk): ConditionFact {
  if (typeof value === 'string' || typeof value === 'boolean') return value
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
