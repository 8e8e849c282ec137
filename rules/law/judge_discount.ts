import { didYouMean } from '../check/did_you_mean.ts'
import { compare, multiply, subtract } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { PlanModel, Value } from '../plan/model.ts'
import { reached } from '../plan/reachable.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { Factor, DiscountRow } from '../syntax/law_ast.ts'
import { answersOf, isAnswer } from './answers.ts'
import { broken, cited, type Court, type LawStatus } from './law.ts'
import { partsOf } from './parts_of.ts'
import { worthOf } from './worth_of.ts'

const ONE = toDecimal('1')
const NOTHING_KNOWN: ReadonlyMap<string, string> = new Map()

/** Something of the plan that takes off by what the row names. */
interface Reduction {
  readonly name: string
  readonly when: Value
  /** The part that it takes off; null where that depends on the risk. */
  readonly off: Exact | null
  /** Whether it stands among discounts that are limited together. */
  readonly isLimited: boolean
}

/** Each coverage has a step or discount that takes off at least so much by the named answers, and by no others. */
export function judgeDiscount(row: DiscountRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const [unknown] = unknownOf(row, court)
  if (unknown) {
    const { name, span, names } = unknown
    const message = `The plan has no "${name}", by which ${state} demands a discount${cited(row)}`
    return broken(row, report, 'RATE414', span, message + didYouMean(name, names))
  }
  const known = [...indexShape(plan.shape).coverages.keys()]
  const named = row.coverages.length > 0 ? row.coverages.map(({ name }) => name) : known
  const left = new Set(row.but.map(({ name }) => name))
  const wanted = named.filter((name) => !left.has(name))
  const problems = wanted.flatMap((coverage) => {
    const problem = problemOf(coverage, row, court)
    return problem ? [{ coverage, ...problem }] : []
  })
  const grave = problems.filter(({ isDoubt }) => !isDoubt)
  for (const [said, of] of Map.groupBy(grave, ({ words }) => words)) {
    const coverages = of.map(({ coverage }) => coverage).join(', ')
    broken(row, report, 'RATE414', row.span, `${coverages}: ${said}${cited(row)}`)
  }
  if (grave.length > 0) return 'broken'
  for (const [said, of] of Map.groupBy(problems, ({ words }) => words)) {
    const coverages = of.map(({ coverage }) => coverage).join(', ')
    report.warning('RATE405', row.span, `${coverages}: ${said}${cited(row)}`)
  }
  return problems.length > 0 ? 'not judged' : 'kept'
}

/** What the row speaks of and the plan does not know. */
function unknownOf(row: DiscountRow, { plan }: Court) {
  const answers = answersOf(plan.shape.policy)
  const names = [...answers.map(({ field }) => field.name), ...plan.lets.keys()]
  const coverages = [...indexShape(plan.shape).coverages.keys()]
  return [
    ...row.by
      .filter((factor) => !plan.lets.has(factor.name.name))
      .filter(
        (factor) => !answers.some(({ entity, field }) => isAnswer(factor, entity, field.name))
      )
      .map(({ name, span }) => ({ name: name.name, span, names })),
    ...[...row.coverages, ...row.but]
      .filter(({ name }) => !coverages.includes(name))
      .map(({ name, span }) => ({ name, span, names: coverages })),
  ]
}

function problemOf(
  coverage: string,
  row: DiscountRow,
  { plan, state }: Court
): { readonly words: string; readonly isDoubt?: true } | null {
  const by = row.by.map(({ name }) => name.name).join(' and ')
  const found = reductionsOf(coverage, plan).filter(({ when }) =>
    row.by.every((factor) => reads(when, factor, row, plan))
  )
  const narrow = found.map((each) => ({ each, others: othersRead(each.when, row, plan) }))
  const fair = narrow.filter(({ others }) => others.length === 0).map(({ each }) => each)
  const [first] = narrow
  if (!first) return { words: `nothing is taken off by ${by}, as ${state} demands` }
  if (fair.length === 0) {
    return {
      words: `"${first.each.name}" looks at ${first.others.join(' and ')} too, and ${state} at ${by} alone`,
    }
  }
  const lasting = fair.filter(({ when }) => lasts(when, row, plan))
  const [short] = fair
  if (lasting.length === 0 && short) {
    return { words: `"${short.name}" does not last ${row.years?.text ?? ''} years` }
  }
  const free = lasting.filter(({ isLimited }) => !isLimited)
  const [limited] = lasting
  if (free.length === 0 && limited) {
    return {
      words: `"${limited.name}" stands among discounts with a limit, which may take it back`,
    }
  }
  const least = leastOff(row)
  const enough = free.filter(({ off }) => off && compare(off, least) >= 0)
  if (enough.length > 0) return null
  const little = free.find(({ off }) => off)
  if (little?.off) {
    const percent = formatExact(multiply(little.off, toDecimal('100')))
    return {
      words: `"${little.name}" takes off ${percent} %, but ${state} demands ${row.percent?.text ?? 'some'} %`,
    }
  }
  const [unclear] = free
  if (!row.percent) return null
  return {
    words: `how much "${unclear?.name ?? by}" takes off depends on the risk: not judged`,
    isDoubt: true,
  }
}

/** What must come off at least; where the law leaves it open, anything above nothing. */
function leastOff({ percent }: DiscountRow): Exact {
  return percent ? multiply(toDecimal(percent.text), toDecimal('0.01')) : toDecimal('0.000001')
}

function reductionsOf(coverage: string, plan: PlanModel): readonly Reduction[] {
  const steps = plan.premiums
    .filter(({ over }) => over.coverages?.includes(coverage))
    .flatMap((premium) => premium.steps)
    .flatMap((step): readonly Reduction[] => {
      const { op, name, when, unless, operand } = step
      if (op !== 'times' || !when || !operand) return []
      if (reached(when, unless, [coverage]).length === 0) return []
      const worth = worthOf(operand, plan, NOTHING_KNOWN)
      return [{ name, when, off: worth && subtract(ONE, worth), isLimited: false }]
    })
  const { discounts } = plan
  if (!discounts || discounts.over.coverages?.includes(coverage) === false) return steps
  const items = discounts.items.flatMap(({ title, when, percent }): readonly Reduction[] => {
    if (!when || reached(when, null, [coverage]).length === 0) return []
    const off = worthOf(percent, plan, NOTHING_KNOWN)
    return [{ name: title, when, off, isLimited: discounts.atMost !== null }]
  })
  return [...steps, ...items]
}

function reads(when: Value, factor: Factor, row: DiscountRow, plan: PlanModel): boolean {
  return [...partsOf(when, plan, valuesOf(row))].some((part) => isMeant(part, factor))
}

function isMeant(part: Value, factor: Factor): boolean {
  if (part.kind === 'let') return !factor.entity && part.name === factor.name.name
  return part.kind === 'field' && isAnswer(factor, part.entity, part.field.name)
}

/** The answers that a condition looks at and the row does not name. The day of cover and who is meant are no answers. */
function othersRead(when: Value, row: DiscountRow, plan: PlanModel): readonly string[] {
  const others = [...partsOf(when, plan, valuesOf(row))].flatMap((part) => {
    if (part.kind !== 'field' || part.field.type.kind === 'entity') return []
    if (`${part.entity}.${part.field.name}` === 'policy.effective_on') return []
    return row.by.some((factor) => isMeant(part, factor)) ? [] : [part.field.name]
  })
  return [...new Set(others)]
}

function valuesOf({ by }: DiscountRow): ReadonlySet<string> {
  return new Set(by.flatMap(({ entity, name }) => (entity ? [] : [name.name])))
}

/** Whether a course and the like counts for as many years as the row says. */
function lasts(when: Value, { years }: DiscountRow, plan: PlanModel): boolean {
  if (!years) return true
  return [...partsOf(when, plan)].some((part) => {
    if (part.kind !== 'shift' || part.unit !== 'years') return false
    const amount = worthOf(part.amount, plan, NOTHING_KNOWN)
    return amount !== null && compare(amount, toDecimal(years.text)) >= 0
  })
}
