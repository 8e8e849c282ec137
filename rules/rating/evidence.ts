import type { Condition, ConditionValue } from '../program/program.ts'
import { compileFact, compileLeaf, compileValue } from './compile_condition.ts'
import type { Compiler } from './compiler.ts'
import type { ConditionFact } from './operators.ts'
import type { Risk } from './risk.ts'

/**
 * A condition with its result, exactly as json-rules-engine leaves it in a RuleResult: every
 * comparison carries what it saw. The outermost condition has no `result` of its own.
 */
export type Evidence = BooleanEvidence | LeafEvidence

export type BooleanEvidence = { readonly priority: 1; result?: boolean } & (
  | { readonly operator: 'all'; readonly all: readonly Evidence[] }
  | { readonly operator: 'any'; readonly any: readonly Evidence[] }
  | { readonly operator: 'not'; readonly not: Evidence }
)

export interface LeafEvidence {
  readonly fact: string
  readonly operator: string
  readonly value: ConditionValue
  readonly factResult: ConditionFact
  readonly valueResult: unknown
  readonly result: boolean
}

/** Judges a condition in the present scope and leaves the evidence. */
export type Judge = (risk: Risk) => { readonly evidence: Evidence; readonly result: boolean }

/** Like the stock engine, judges every part of a condition, even once the result is certain. */
export function compileJudge(condition: Condition, compiler: Compiler, isRoot = false): Judge {
  if ('all' in condition) {
    const parts = condition.all.map((part) => compileJudge(part, compiler))
    return (risk) => {
      const [all, holding] = judgeParts(parts, risk)
      const result = holding === parts.length
      const evidence: BooleanEvidence = { all, operator: 'all', priority: 1 }
      return finish(evidence, result, isRoot)
    }
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => compileJudge(part, compiler))
    return (risk) => {
      const [any, holding] = judgeParts(parts, risk)
      const result = holding > 0 || parts.length === 0
      const evidence: BooleanEvidence = { any, operator: 'any', priority: 1 }
      return finish(evidence, result, isRoot)
    }
  }
  if ('not' in condition) {
    const part = compileJudge(condition.not, compiler)
    return (risk) => {
      const { evidence, result } = part(risk)
      return finish({ not: evidence, operator: 'not', priority: 1 }, !result, isRoot)
    }
  }
  return compileLeafJudge(condition, compiler)
}

function judgeParts(parts: readonly Judge[], risk: Risk): readonly [readonly Evidence[], number] {
  const evidence: Evidence[] = []
  let holding = 0
  for (const part of parts) {
    const judged = part(risk)
    evidence.push(judged.evidence)
    if (judged.result) holding += 1
  }
  return [evidence, holding]
}

function finish(evidence: BooleanEvidence, result: boolean, isRoot: boolean) {
  if (!isRoot) evidence.result = result
  return { evidence, result }
}

function compileLeafJudge(
  leaf: Extract<Condition, { readonly operator: string }>,
  compiler: Compiler
): Judge {
  const { fact, operator, value } = leaf
  const readFact = compileFact(fact, compiler)
  const readValue = compileValue(value, compiler)
  const holds = compileLeaf(leaf, compiler)
  return (risk) => {
    const result = holds(risk)
    const [factResult, valueResult] = [readFact(risk), readValue(risk)]
    return { evidence: { fact, operator, value, factResult, valueResult, result }, result }
  }
}
