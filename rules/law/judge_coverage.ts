import { didYouMean } from '../check/did_you_mean.ts'
import type { PlanModel, Value } from '../plan/model.ts'
import type { CoverageTermShape } from '../plan/shape.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { Span } from '../source.ts'
import type { Factor, OfferRow, RequireRow } from '../syntax/law_ast.ts'
import { isAtLeast } from './least_choice.ts'
import { isAnswer } from './answers.ts'
import { partsOf } from './parts_of.ts'
import { broken, cited, type Court, type LawStatus } from './law.ts'

/** Every risk carries the coverage, with no limit below the least. */
export function judgeRequire(row: RequireRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const { coverage, term, least } = row.demand
  const found = indexShape(plan.shape).coverages.get(coverage.name)
  if (!found) {
    return broken(row, report, 'RATE411', coverage.span, lacking(row, court))
  }
  let status: LawStatus = 'kept'
  if (found.shape.optional) {
    const message = `${coverage.name} may be left out, but ${state} demands it${cited(row)}`
    status = broken(row, report, 'RATE411', coverage.span, message, {
      help: `adapt the product: "${coverage.name}  required"`,
    })
  }
  if (!term || !least) return status
  const choices = choicesOf(found.shape.terms, term, court)
  const low = choices.filter((choice) => !isAtLeast(choice, least.text))
  if (low.length > 0 && declinesLess(row, court)) return status
  if (low.length === 0) return choices.length > 0 ? status : 'not judged'
  const message = `${coverage.name} is sold with ${term.name} ${low.join(', ')}, but ${state} demands ${least.text}${cited(row)}`
  return broken(row, report, 'RATE411', least.span, message, {
    help: `adapt the product: leave ${low.join(', ')} out of the choices of ${coverage.name}`,
  })
}

/** The coverage can be had with that limit, and is left out only by a rule that asks for the rejection. */
export function judgeOffer(row: OfferRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const { coverage, term, least } = row.demand
  const found = indexShape(plan.shape).coverages.get(coverage.name)
  if (!found) {
    return broken(row, report, 'RATE412', coverage.span, lacking(row, court))
  }
  let status: LawStatus = 'kept'
  if (term && least) {
    const choices = choicesOf(found.shape.terms, term, court)
    if (!choices.some((choice) => isAtLeast(choice, least.text))) {
      const message = `No ${term.name} of ${coverage.name} reaches ${least.text}, which ${state} has offered${cited(row)}`
      status = broken(row, report, 'RATE412', least.span, message)
    }
  }
  const { rejectedBy } = row
  const low =
    term && least
      ? choicesOf(found.shape.terms, term, court).filter((choice) => !isAtLeast(choice, least.text))
      : []
  const isLess = found.shape.optional || low.length > 0
  if (!rejectedBy || !isLess || asksForRejection(plan, coverage.name, rejectedBy)) {
    return status
  }
  const how = found.shape.optional ? 'left out' : `had with ${low.join(', ')}`
  const message = `${coverage.name} can be ${how} without a written rejection, which ${state} demands${cited(row)}`
  return broken(row, report, 'RATE412', rejectedBy.span, message, {
    help: `let a rule require it where ${coverage.name} is not taken and "${rejectedBy.name.name}" is no`,
  })
}

/** Whether some rule declines whoever has less of the coverage, from the row's first day on. */
function declinesLess({ demand, terms }: RequireRow, { plan }: Court): boolean {
  const since = terms.from?.text ?? plan.newBusinessFrom
  return plan.rules.some(({ action, condition }) => {
    if (action !== 'decline') return false
    const parts = [...partsOf(condition, plan)]
    return (
      parts.some((part) => wantsMore(part, demand)) && !parts.some((part) => isAfter(part, since))
    )
  })
}

/** Whether a condition is that the coverage's limit is one of those that are high enough. */
function wantsMore(part: Value, { coverage, term, least }: RequireRow['demand']): boolean {
  if (part.kind !== 'one_of' || part.negated || part.operand.kind !== 'within') return false
  const { is, then } = part.operand
  const isOfCoverage = is.kind === 'constant' && is.value === coverage.name
  const isOfTerm = then.kind === 'term' && then.term === term?.name
  return (
    isOfCoverage && isOfTerm && part.choices.every((each) => isAtLeast(each, least?.text ?? ''))
  )
}

function isAfter(part: Value, day: string): boolean {
  return part.kind === 'constant' && part.type.kind === 'date' && String(part.value) > day
}

/** Whether some rule that demands or declines looks at both the coverage and the rejection. */
function asksForRejection(plan: PlanModel, coverage: string, factor: Factor): boolean {
  return plan.rules.some(({ action, condition }) => {
    if (action === 'refer') return false
    const parts = [...partsOf(condition, plan)]
    const looksAtCoverage = parts.some(
      (part) => part.kind === 'taken' && part.coverage === coverage
    )
    const looksAtAnswer = parts.some(
      (part) => part.kind === 'field' && isAnswer(factor, part.entity, part.field.name)
    )
    return looksAtCoverage && looksAtAnswer
  })
}

function lacking(row: RequireRow | OfferRow, { plan, state }: Court): string {
  const { name } = row.demand.coverage
  const nearest = didYouMean(name, indexShape(plan.shape).coverages.keys())
  return `There is no coverage "${name}", which ${state} demands${cited(row)}${nearest}`
}

function choicesOf(
  terms: readonly CoverageTermShape[],
  { name, span }: { readonly name: string; readonly span: Span },
  { report }: Court
): readonly string[] {
  const term = terms.find((each) => each.name === name)
  if (term) return term.choices
  const nearest = didYouMean(
    name,
    terms.map((each) => each.name)
  )
  report.warning('RATE402', span, `The coverage has no "${name}"${nearest}`)
  return []
}
