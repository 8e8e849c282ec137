import type { Condition } from '../program/program.ts'
import {
  compileAnyElement,
  compileFact,
  compileLeaf,
  compileTest,
  compileValue,
  nestedCondition,
  type Leaf,
  type Test,
} from './compile_condition.ts'
import type { Compiler } from './compiler.ts'
import { isQuantifier } from './operators.ts'
import type { Risk } from './risk.ts'

/** The facts that made a condition come out as it did: `vehicle 1: use business, symbol 25`. */
export type Reasons = (risk: Risk, held: boolean) => readonly string[]

const MAX_ELEMENTS = 3

/** Compiles a condition to its reasons; a part that could not have changed the outcome is left out. */
export function compileReasons(condition: Condition, compiler: Compiler): Reasons {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const decisive = 'any' in condition
    const compiled = parts.map((part) => ({
      holds: compileTest(part, compiler),
      reasons: compileReasons(part, compiler),
    }))
    return (risk, held) => {
      const telling =
        held === decisive ? compiled.filter(({ holds }) => holds(risk) === held) : compiled
      return unique(telling.flatMap(({ reasons }) => reasons(risk, held)))
    }
  }
  if ('not' in condition) {
    const reasons = compileReasons(condition.not, compiler)
    return (risk, held) => reasons(risk, !held)
  }
  if (isQuantifier(condition.operator)) return compileQuantified(condition, compiler)
  return compileCompared(condition, compiler)
}

function compileCompared(leaf: Leaf, compiler: Compiler): Reasons {
  const fact = compileFact(leaf.fact, compiler)
  const value = compileValue(leaf.value, compiler)
  const other = typeof leaf.value === 'object' && 'fact' in leaf.value ? leaf.value.fact : null
  return (risk) => {
    const seen = told(leaf.fact, fact(risk))
    return [other === null ? seen : `${seen}, ${told(other, value(risk))}`]
  }
}

/** `some` and `none` turn on the elements that hold, `every` on those that don't; else all tell. */
function compileQuantified(leaf: Leaf, compiler: Compiler): Reasons {
  const nested = nestedCondition(leaf)
  const holds = compileTest(nested, compiler)
  const reasons = compileReasons(nested, compiler)
  const anyElement = compileAnyElement(leaf, compiler)
  const isEvery = leaf.operator === 'every'
  const decides: Test = isEvery ? (risk) => !holds(risk) : holds
  const quantifierHolds = compileLeaf(leaf, compiler)
  return (risk) => {
    const isDecided = quantifierHolds(risk) === (leaf.operator === 'some')
    const lines: string[] = []
    let hidden = 0
    anyElement(risk, (instance) => {
      const decisive = decides(risk)
      if (isDecided && !decisive) return false
      if (lines.length >= MAX_ELEMENTS) {
        hidden += 1
        return false
      }
      const facts = reasons(risk, isEvery ? !decisive : decisive)
      const { name } = instance.kind
      lines.push(`${name} ${instance.number}: ${facts.join(', ').replaceAll(`${name}.`, '')}`)
      return false
    })
    if (lines.length === 0) return [`${leaf.fact}: none`]
    return [lines.join('; ') + (hidden > 0 ? `; and ${hidden} more` : '')]
  }
}

/** `symbol 22`; a fact that is a whole phrase stands before a colon. */
function told(fact: string, value: unknown): string {
  return fact.includes(' ') ? `${fact}: ${shown(value)}` : `${fact} ${shown(value)}`
}

function shown(value: unknown): string {
  if (value === null) return 'not given'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
