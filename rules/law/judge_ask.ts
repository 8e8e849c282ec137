import { didYouMean } from '../check/did_you_mean.ts'
import type { FieldShapeType } from '../plan/shape.ts'
import type { AskRow } from '../syntax/law_ast.ts'
import { answersOf, isAnswer } from './answers.ts'
import { InformationFlow } from './information_flow.ts'
import { broken, cited, type Court, type LawStatus } from './law.ts'
import { sinksOf } from './outcomes.ts'

/** The buyer is asked, has those choices, and the answer is felt where the row says. */
export function judgeAsk(row: AskRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const { factor, choices, outcomes } = row
  const { name } = factor.name
  const asked = answersOf(plan.shape.policy)
  const found = asked.find((answer) => isAnswer(factor, answer.entity, answer.field.name))
  if (!found) {
    const nearest = didYouMean(
      name,
      asked.map(({ field }) => field.name)
    )
    const message = `Nothing asked is called "${name}", which ${state} has asked${cited(row)}${nearest}`
    return broken(row, report, 'RATE415', factor.span, message)
  }
  const offered = choicesOf(found.field.type)
  const missing = choices.map(({ text }) => text).filter((choice) => !offered.includes(choice))
  if (missing.length > 0) {
    const message = `"${name}" can't be answered with ${missing.join(', ')}, which ${state} has offered${cited(row)}`
    return broken(row, report, 'RATE415', factor.span, message)
  }
  const flow = new InformationFlow(plan, {
    isFactor: (entity, field) => isAnswer(factor, entity, field),
    through: new Set(),
  })
  const unfelt = outcomes.filter(
    (outcome) =>
      !sinksOf(plan).some(
        (sink) =>
          sink.outcome === outcome &&
          sink.coverages.some((coverage) => flow.trailTo(sink.value, coverage) !== null)
      )
  )
  if (unfelt.length === 0) return 'kept'
  const message = `"${name}" is asked, but no ${unfelt.join(' or ')} depend on it, as ${state} demands${cited(row)}`
  return broken(row, report, 'RATE415', factor.span, message)
}

function choicesOf(type: FieldShapeType): readonly string[] {
  if (type.kind === 'choice') return type.choices
  if (type.kind === 'months') return type.choices.map(String)
  return type.kind === 'yes_no' ? ['yes', 'no'] : []
}
