import { conditionWords } from '../compare/words.ts'
import type { Condition } from '../program/program.ts'
import type { Evidence } from '../rating/evidence.ts'

/** A single comparison of a condition, with where it stands in it. */
export interface Branch {
  readonly path: string
  readonly words: string
}

/** The comparisons that a condition is made of; none where it is one alone, which is the whole. */
export function branchesOf(condition: Condition): readonly Branch[] {
  const branches = leavesOf(condition, '')
  return branches.length > 1 ? branches : []
}

function leavesOf(condition: Condition, path: string): readonly Branch[] {
  if ('all' in condition) {
    return condition.all.flatMap((part, at) => leavesOf(part, `${path}.${at}`))
  }
  if ('any' in condition) {
    return condition.any.flatMap((part, at) => leavesOf(part, `${path}.${at}`))
  }
  if ('not' in condition) return leavesOf(condition.not, `${path}.not`)
  return [{ path, words: conditionWords(condition) }]
}

/** Calls back with what each comparison that was judged came to, by the same paths. */
export function visitEvidence(
  evidence: Evidence,
  path: string,
  visit: (path: string, result: boolean) => void
): void {
  if ('all' in evidence) {
    for (const [at, part] of evidence.all.entries()) visitEvidence(part, `${path}.${at}`, visit)
  } else if ('any' in evidence) {
    for (const [at, part] of evidence.any.entries()) visitEvidence(part, `${path}.${at}`, visit)
  } else if ('not' in evidence) {
    visitEvidence(evidence.not, `${path}.not`, visit)
  } else if (evidence.result !== undefined) {
    visit(path, evidence.result)
  }
}
