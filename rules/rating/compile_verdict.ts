import type { Condition } from '../program/program.ts'
import { compileLeaf, type Test } from './compile_condition.ts'
import type { Compiler } from './compiler.ts'

/**
 * Turns the condition of a rule into a closure that judges exactly the parts which json-rules-engine
 * judges, and so refuses a risk where that would: every part, even once the result is certain, but
 * for those of a lower priority. It leaves no evidence.
 */
export function compileVerdict(condition: Condition, compiler: Compiler): Test {
  if ('all' in condition) return compileParts(condition.all, true, compiler)
  if ('any' in condition) {
    if (condition.any.length === 0) return () => true
    return compileParts(condition.any, false, compiler)
  }
  if ('not' in condition) {
    const holds = compileVerdict(condition.not, compiler)
    return (risk) => !holds(risk)
  }
  return compileLeaf(condition, compiler)
}

function compileParts(parts: readonly Condition[], isAll: boolean, compiler: Compiler): Test {
  const compiled = parts.map((part) => ({
    judge: compileVerdict(part, compiler),
    priority: part.priority ?? 1,
  }))
  const [only] = compiled
  if (only && compiled.length === 1) return only.judge
  return (risk) => {
    let level = only?.priority ?? 1
    let result = isAll
    for (const { judge, priority } of compiled) {
      if (priority < level) {
        if (result !== isAll) return result
        level = priority
      }
      if (judge(risk) !== isAll) result = !isAll
    }
    return result
  }
}
