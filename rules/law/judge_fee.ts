import { compare } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { FeeModel, PlanModel, Value } from '../plan/model.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { FeeRow } from '../syntax/law_ast.ts'
import { broken, cited, judgedDays, type Court, type LawStatus } from './law.ts'
import { holds, worthOf, type KnownAnswers } from './worth_of.ts'

/** The plan takes the fee, of that amount, as often, of those people and by those months. */
export function judgeFee(row: FeeRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const { name, amount } = row
  const fee = plan.fees.find((each) => each.name === name.name)
  if (!fee) {
    if (row.optional) return 'kept'
    const message = `The plan takes no fee "${name.name}", which ${state} demands${cited(row)}`
    return broken(row, report, 'RATE413', name.span, message)
  }
  const cases = knownCases(row, court)
  const amounts = cases.map((known) => {
    const worth = worthOf(fee.amount, plan, known)
    return { known, worth, set: amountSet(row, known) }
  })
  const differences = [
    ...amounts.flatMap((each) => amountDifference(fee, each, state)).slice(0, 1),
    ...differencesOf(fee, row, cases, court),
  ]
  if (differences.length > 0) {
    const message = `Fee ${name.name} ${differences.join(' and ')}${cited(row)}`
    return broken(row, report, 'RATE413', fee.span, message, {
      related: [{ span: amount.span, message: 'the law is here' }],
    })
  }
  if (amounts.every(({ worth }) => worth !== null)) return 'kept'
  const message = `Fee ${name.name} is ${fee.text}, which depends on the risk: whether it is what ${state} sets is not judged${cited(row)}`
  report.warning('RATE405', fee.span, message, {
    help: 'let its amount depend on the first day of cover and the term alone',
  })
  return 'not judged'
}

/** The days on which the row is looked at, with each term that is sold and both sides of what `lesser` asks. */
function knownCases(row: FeeRow, { plan }: Court): readonly KnownAnswers[] {
  const questions = plan.shape.policy.fields.flatMap(({ name, type }) => {
    const edges = row.lesser.flatMap(({ answer, most }) =>
      answer.name === name ? [most.text, String(Number(most.text) + 1)] : []
    )
    if (type.kind === 'months') return [{ name, answers: type.choices.map(String) }]
    return edges.length > 0 ? [{ name, answers: edges }] : []
  })
  const days = judgedDays(row, plan).map((day) => new Map([['policy.effective_on', day]]))
  return questions.reduce<readonly Map<string, string>[]>(
    (cases, { name, answers }) =>
      cases.flatMap((known) =>
        answers.map((answer) => new Map([...known, [`policy.${name}`, answer]]))
      ),
    days
  )
}

function amountSet({ amount, lesser }: FeeRow, known: KnownAnswers): string {
  const found = lesser.find(({ answer, most }) => {
    const text = known.get(`policy.${answer.name}`)
    return text !== undefined && compare(toDecimal(text), toDecimal(most.text)) <= 0
  })
  return (found?.amount ?? amount).text
}

function amountDifference(
  fee: FeeModel,
  case_: { readonly known: KnownAnswers; readonly worth: Exact | null; readonly set: string },
  state: string
): readonly string[] {
  const { worth, set, known } = case_
  if (!worth || compare(worth, toDecimal(set)) === 0) return []
  if (fee.amount.kind === 'constant') return [`is ${fee.text}, but ${state} sets ${set}`]
  return [`comes to ${formatExact(worth)} with ${wordsOfCase(known)}, but ${state} sets ${set}`]
}

/** `effective_on 2026-07-01, term 6`. */
function wordsOfCase(known: KnownAnswers): string {
  const said = [...known].map(([question, answer]) => {
    return `${question.replace('policy.', '')} ${answer}`
  })
  return said.join(', ')
}

function differencesOf(
  fee: FeeModel,
  row: FeeRow,
  cases: readonly KnownAnswers[],
  { plan }: Court
): readonly string[] {
  const each = row.each ? (indexShape(plan.shape).words.get(row.each.name) ?? '') : 'policy'
  const by = row.by?.name ?? null
  return [
    ...(fee.each === each
      ? []
      : [`is taken for each ${fee.each}, not each ${row.each?.name ?? 'policy'}`]),
    ...(fee.by === by
      ? []
      : [by ? `is not prorated by ${by}` : 'is prorated, which it must not be']),
    ...takenOf(fee, row, cases, plan),
  ]
}

/** Of whom it is taken, where that is not as the row says. */
function takenOf(
  { when, from, until }: FeeModel,
  row: FeeRow,
  cases: readonly KnownAnswers[],
  plan: PlanModel
): readonly string[] {
  const demanded = row.when && `when ${row.when.negated ? 'not ' : ''}${row.when.name.name}`
  const absent = cases.find((known) => {
    const day = known.get('policy.effective_on') ?? ''
    const isInForce = (!from || day >= from) && (!until || day < until)
    return !isInForce || (when && holds(when, plan, known) === false)
  })
  if (absent) return [`is not taken with ${wordsOfCase(absent)}`]
  const conditions = when?.kind === 'and' ? when.operands : when ? [when] : []
  const left = conditions.filter((one) => cases.some((known) => holds(one, plan, known) !== true))
  if (!demanded) return left.length > 0 ? ['is not taken of everyone'] : []
  return left.length === 1 && left[0] && wordsOf(left[0]) === demanded
    ? []
    : [`is not taken "${demanded}"`]
}

function wordsOf(condition: Value): string {
  if (condition.kind === 'let') return `when ${condition.name}`
  if (condition.kind === 'not' && condition.operand.kind === 'let') {
    return `when not ${condition.operand.name}`
  }
  return ''
}
