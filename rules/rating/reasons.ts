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
export function compileReasons(
  condition: Condition,
  compiler: Compiler,
  element: string | null = null
): Reasons {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    const decisive = 'any' in condition
    const compiled = parts.map((part) => ({
      priority: part.priority ?? 1,
      holds: compileTest(part, compiler),
      reasons: compileReasons(part, compiler, element),
    }))
    return (risk, held) => {
      const telling = held === decisive ? decidedBy(compiled, held, risk) : compiled
      return unique(telling.flatMap(({ reasons }) => reasons(risk, held)))
    }
  }
  if ('not' in condition) {
    const reasons = compileReasons(condition.not, compiler, element)
    return (risk, held) => reasons(risk, !held)
  }
  if (isQuantifier(condition.operator)) return compileQuantified(condition, compiler)
  return compileCompared(condition, compiler, element)
}

interface CompiledPart {
  readonly priority: number
  readonly holds: Test
  readonly reasons: Reasons
}

/** The parts that decided; those of a lower priority were not judged, and may refuse. */
function decidedBy(
  parts: readonly CompiledPart[],
  held: boolean,
  risk: Risk
): readonly CompiledPart[] {
  const telling: CompiledPart[] = []
  for (const part of parts) {
    const [first] = telling
    if (first && part.priority < first.priority) break
    if (part.holds(risk) === held) telling.push(part)
  }
  return telling
}

function compileCompared(leaf: Leaf, compiler: Compiler, element: string | null): Reasons {
  const fact = compileFact(leaf.fact, compiler)
  const value = compileValue(leaf.value, compiler)
  const label = labelOf(leaf.fact, element)
  const isFact = typeof leaf.value === 'object' && 'fact' in leaf.value
  const other = isFact ? labelOf(leaf.value.fact, element) : null
  return (risk) => {
    const seen = label + shown(fact(risk))
    return [other === null ? seen : `${seen}, ${other}${shown(value(risk))}`]
  }
}

/** `some` and `none` turn on the elements that hold, `every` on those that don't; else all tell. */
function compileQuantified(leaf: Leaf, compiler: Compiler): Reasons {
  const nested = nestedCondition(leaf)
  const holds = compileTest(nested, compiler)
  const reasons = compileReasons(nested, compiler, compiler.fact(leaf.fact).listOf)
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
      lines.push(`${instance.kind.name} ${instance.number}: ${facts.join(', ')}`)
      return false
    })
    if (lines.length === 0) return [`${leaf.fact}: none`]
    return [lines.join('; ') + (hidden > 0 ? `; and ${hidden} more` : '')]
  }
}

/** A fact's name before its value: a whole phrase with a colon, and an element's own facts without its name. */
function labelOf(fact: string, element: string | null): string {
  const name = element === null ? fact : fact.replaceAll(`${element}.`, '')
  return fact.includes(' ') ? `${name}: ` : `${name} `
}

function shown(value: unknown): string {
  if (value === null) return 'not given'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

function unique(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)]
}
