import type { Condition, ConditionValue } from '../program/program.ts'
import { compileFact, compileLeaf, compileValue } from './compile_condition.ts'
import type { Compiler } from './compiler.ts'
import type { ConditionFact } from './operators.ts'
import type { Risk } from './risk.ts'

/**
 * A condition with its result, exactly as json-rules-engine leaves it in a RuleResult: every
 * comparison carries what it saw. The outermost condition has no `result` of its own, and neither
 * has what was not judged because parts of a higher priority had decided.
 */
export type Evidence = BooleanEvidence | LeafEvidence

export type BooleanEvidence = { readonly priority: number; result?: boolean } & (
  | { readonly operator: 'all'; readonly all: readonly Evidence[] }
  | { readonly operator: 'any'; readonly any: readonly Evidence[] }
  | { readonly operator: 'not'; readonly not: Evidence }
)

export interface LeafEvidence {
  readonly fact: string
  readonly operator: string
  readonly value: ConditionValue
  readonly priority?: number
  readonly factResult?: ConditionFact
  readonly valueResult?: unknown
  readonly result?: boolean
}

/** Judges a condition in the present scope and leaves the evidence. */
export type Judge = (risk: Risk) => { readonly evidence: Evidence; readonly result: boolean }

/**
 * Like the stock engine, judges every part of a condition, even once the result is certain, but for
 * parts of a lower priority.
 */
export function compileJudge(condition: Condition, compiler: Compiler, isRoot = false): Judge {
  const { priority = 1 } = condition
  if ('all' in condition) {
    const judge = compileParts(condition.all, true, compiler)
    return (risk) => {
      const { evidence: all, result } = judge(risk)
      return finish({ all, operator: 'all', priority }, result, isRoot)
    }
  }
  if ('any' in condition) {
    const judge = compileParts(condition.any, false, compiler)
    const isEmpty = condition.any.length === 0
    return (risk) => {
      const { evidence: any, result } = judge(risk)
      return finish({ any, operator: 'any', priority }, result || isEmpty, isRoot)
    }
  }
  if ('not' in condition) {
    const part = compileJudge(condition.not, compiler)
    return (risk) => {
      const { evidence, result } = part(risk)
      return finish({ not: evidence, operator: 'not', priority }, !result, isRoot)
    }
  }
  return compileLeafJudge(condition, compiler)
}

type PartsJudge = (risk: Risk) => {
  readonly evidence: readonly Evidence[]
  readonly result: boolean
}

/** Judges parts of which all must hold, or any, one priority after the other until it is decided. */
function compileParts(
  conditions: readonly Condition[],
  isAll: boolean,
  compiler: Compiler
): PartsJudge {
  const parts = conditions.map((part) => compileJudge(part, compiler))
  const priorities = conditions.map(({ priority = 1 }) => priority)
  const [first = 1] = priorities
  if (priorities.every((priority) => priority === first)) return allAtOnce(parts, isAll)
  const unseen = conditions.map(unjudged)
  return (risk) => {
    let level = first
    let result = isAll
    const evidence = parts.map((part, at) => {
      const { [at]: priority = 1 } = priorities
      const isDecided = priority < level && result !== isAll
      const { [at]: skipped } = unseen
      if (isDecided && skipped) return skipped
      level = priority
      const judged = part(risk)
      if (judged.result !== isAll) result = !isAll
      return judged.evidence
    })
    return { evidence, result }
  }
}

function allAtOnce(parts: readonly Judge[], isAll: boolean): PartsJudge {
  return (risk) => {
    const evidence: Evidence[] = []
    let result = isAll
    for (const part of parts) {
      const judged = part(risk)
      evidence.push(judged.evidence)
      if (judged.result !== isAll) result = !isAll
    }
    return { evidence, result }
  }
}

/** What the engine leaves of a condition that it did not come to. */
function unjudged(condition: Condition): Evidence {
  const { priority = 1 } = condition
  if ('all' in condition) return { all: condition.all.map(unjudged), operator: 'all', priority }
  if ('any' in condition) return { any: condition.any.map(unjudged), operator: 'any', priority }
  return 'not' in condition
    ? { not: unjudged(condition.not), operator: 'not', priority }
    : condition
}

function finish(evidence: BooleanEvidence, result: boolean, isRoot: boolean) {
  if (!isRoot) evidence.result = result
  return { evidence, result }
}

function compileLeafJudge(
  leaf: Extract<Condition, { readonly operator: string }>,
  compiler: Compiler
): Judge {
  const readFact = compileFact(leaf.fact, compiler)
  const readValue = compileValue(leaf.value, compiler)
  const holds = compileLeaf(leaf, compiler)
  const { fact, operator, value, priority } = leaf
  return (risk) => {
    const result = holds(risk)
    const [factResult, valueResult] = [readFact(risk), readValue(risk)]
    const evidence = { fact, operator, value, factResult, valueResult, result }
    return { evidence: priority === undefined ? evidence : { ...evidence, priority }, result }
  }
}
