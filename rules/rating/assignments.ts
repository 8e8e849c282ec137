import { expressionWords } from '../compare/words.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { NamedValue, Ranking } from '../program/program.ts'
import { ordinal } from '../syntax/ordinal.ts'
import { compileAssignment, type Assigned, type Ranked } from './compile_assign.ts'
import type { Compiler } from './compiler.ts'
import type { Risk } from './risk.ts'
import type { WorksheetAssignment } from './worksheet.ts'

/** Tells who was assigned to each, for the worksheet. */
export type TellAssignments = (risk: Risk) => readonly WorksheetAssignment[]

/** Compiles the assignments among a program's values. */
export function prepareAssignments(
  values: readonly NamedValue[],
  compiler: Compiler
): readonly TellAssignments[] {
  return values.flatMap(({ name, expression, citation }) => {
    if (expression.op !== 'assign') return []
    const { from, to, rankFrom, rankTo, leftOver } = expression
    const kind = compiler.layout.kind(to)
    const assign = compileAssignment(expression, compiler)
    return (risk: Risk) =>
      risk.all(kind).map((instance): WorksheetAssignment => {
        risk.enter(instance)
        const assigned = assign(risk)
        return {
          name,
          entity: to,
          number: instance.number,
          takenEntity: from,
          takes: assigned.taken?.instance.number ?? null,
          because: reason(assigned, rankFrom, rankTo, leftOver),
          citation: citation ?? null,
        }
      })
  })
}

/** `value 900.00 is 1st, hazard 1.3 is 1st`, or `left over: lowest hazard 1.1`. */
function reason(
  { taker, taken, isLeftOver }: Assigned,
  rankFrom: readonly Ranking[],
  rankTo: readonly Ranking[],
  leftOver: Ranking | null
): string {
  if (!isLeftOver && taken) return `${ranked(taker, rankTo)}; ${ranked(taken, rankFrom)}`
  const last = `left over: ${ranked(taker, rankTo)}`
  return taken && leftOver ? `${last}; ${leftOver.first} ${keysText(taken, [leftOver])}` : last
}

function ranked(one: Ranked, rankings: readonly Ranking[]): string {
  return `${keysText(one, rankings)} is ${ordinal(one.place)}`
}

function keysText({ keys }: Ranked, rankings: readonly Ranking[]): string {
  return rankings
    .map(({ by }, at) => {
      const key = keys[at]
      return `${expressionWords(by)} ${key ? formatExact(key) : 'not given'}`
    })
    .join(', ')
}
