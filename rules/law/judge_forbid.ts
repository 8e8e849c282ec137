import { didYouMean } from '../check/did_you_mean.ts'
import type { Factor, ForbidRow } from '../syntax/law_ast.ts'
import { answersOf, isAnswer } from './answers.ts'
import { InformationFlow, type Trail } from './information_flow.ts'
import { broken, cited, type Court, type LawStatus } from './law.ts'
import { sinksOf, type Sink } from './outcomes.ts'

/** No premium, fee or decision depends on the factors: proved, or shown with the way from input to step. */
export function judgeForbid(row: ForbidRow, court: Court): LawStatus {
  const { plan, report } = court
  const names = new Set([...plan.tables.keys(), ...plan.lets.keys()])
  for (const { name, span } of row.through) {
    if (names.has(name)) continue
    const nearest = didYouMean(name, names)
    report.warning('RATE402', span, `No value or table is called "${name}"${nearest}`)
  }
  const statuses = row.factors.map((factor) => judgeFactor(factor, row, court))
  if (statuses.includes('broken')) return 'broken'
  return statuses.every((status) => status === 'not asked') ? 'not asked' : 'kept'
}

function judgeFactor(factor: Factor, row: ForbidRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const asked = answersOf(plan.shape.policy)
  const isFactor = (entity: string, field: string) => isAnswer(factor, entity, field)
  if (!asked.some(({ entity, field }) => isFactor(entity, field.name))) {
    const nearest = didYouMean(
      factor.name.name,
      asked.map(({ field }) => field.name)
    )
    const message = `Nothing asked is called "${factor.name.name}"${nearest}`
    if (nearest !== '') report.warning('RATE402', factor.span, message)
    return 'not asked'
  }
  const through = new Set(row.through.map(({ name }) => name))
  const flow = new InformationFlow(plan, { isFactor, through })
  const kept = (outcome: Sink['outcome']) =>
    row.outcomes.length > 0 && !row.outcomes.includes(outcome)
  let status: LawStatus = 'kept'
  for (const sink of sinksOf(plan)) {
    if (kept(sink.outcome)) continue
    const found = sink.coverages.flatMap((coverage) => {
      const trail = flow.trailTo(sink.value, coverage)
      return trail ? [{ coverage, trail }] : []
    })
    const [first] = found
    if (!first) continue
    const named = found.flatMap(({ coverage }) => (coverage === null ? [] : [coverage]))
    const message = `${sink.whose(named)} depends on "${factor.name.name}", which ${state} forbids${cited(row)}`
    const way = [...first.trail.map(({ words }) => words), sink.words(named)]
    const span = first.trail.at(-1)?.span ?? sink.value.span
    status = broken(row, report, 'RATE410', span, message, {
      related: stations(first.trail, factor, row),
      help: `the way is ${way.join(' -> ')}`,
    })
  }
  return status
}

/** Every station but the last, which the message itself points at, and the law behind them. */
function stations(trail: Trail, factor: Factor, row: ForbidRow) {
  const passed = trail.slice(0, -1).map(({ span, words }, at) => ({
    span,
    message: at === 0 ? `${words} is read here` : `and goes into ${words}`,
  }))
  const law = { span: factor.span, message: `the law is here${cited(row)}` }
  return [...passed, law]
}
