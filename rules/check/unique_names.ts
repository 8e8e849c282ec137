import type { ShapeIndex } from '../plan/shape_index.ts'
import type { ConstantDecl, Ident, LetDecl, PlanFile, TableDecl } from '../syntax/ast.ts'
import { feesOf } from '../syntax/fees_of.ts'
import { byDate, constantSeries } from './constants.ts'
import type { Report } from './report.ts'

/** Each name of the plan means one thing: tables, lets and constants together, rules, discounts, fees. */
export function uniqueNames(file: PlanFile, index: ShapeIndex, report: Report): void {
  const constants = [...constantSeries(file).values()].map(({ versions }) => versions)
  for (const versions of constants) onceADay(versions, 'constant', report)
  const editions = file.items.flatMap((item) => (item.kind === 'table' && item.from ? [item] : []))
  for (const named of Map.groupBy(editions, ({ name }) => name.name).values()) {
    onceADay(byDate(named), 'table', report)
  }
  const values = [
    ...file.items.filter((item) => item.kind === 'let'),
    ...onceNamed(file),
    ...constants.flatMap(([first]) => first ?? []),
  ].toSorted((a, b) => a.span.start - b.span.start)
  onlyOnce(
    values.map(({ name }) => name),
    'value or table',
    report
  )
  onlyOnce(
    file.items.flatMap((item) => (item.kind === 'rule' ? [item.name] : [])),
    'rule',
    report
  )
  onlyOnce(
    feesOf(file.items).map(({ name, from }) => ({
      ...name,
      name: from ? `${name.name} from ${from.text}` : name.name,
    })),
    'fee',
    report
  )
  const discounts = file.items.filter((item) => item.kind === 'discounts')
  onlyOnce(
    discounts.flatMap((block) => block.items.map(({ name }) => name)),
    'discount',
    report
  )
  for (const block of discounts.slice(1)) {
    report.error('RATE205', block.span, 'A plan has one block of discounts')
  }
  const totals = file.items.filter((item) => item.kind === 'total')
  for (const block of totals.slice(1)) {
    report.error('RATE205', block.span, 'A plan has one total')
  }
  for (const { name, ...item } of values) {
    const clash = clashOf(name, item.kind === 'let' ? item.of : [], item.kind, index)
    if (clash) report.error('RATE205', name.span, `"${name.name}" is already ${clash}`)
  }
}

function onlyOnce(names: readonly Ident[], kind: string, report: Report) {
  const seen = new Map<string, Ident>()
  for (const name of names) {
    const earlier = seen.get(name.name)
    if (!earlier) {
      seen.set(name.name, name)
      continue
    }
    report.error('RATE205', name.span, `There is already a ${kind} called "${name.name}"`, {
      related: [{ span: earlier.span, message: 'the first is here' }],
    })
  }
}

/** Of the editions of a table, the first stands for its name, and so does each that counts from no day on. */
function onceNamed(file: PlanFile): readonly TableDecl[] {
  const tables = file.items.filter((item) => item.kind === 'table')
  return [...Map.groupBy(tables, ({ name }) => name.name).values()].flatMap((named) => {
    const undated = named.filter(({ from }) => !from)
    return undated.length > 0 ? undated : named.slice(0, 1)
  })
}

function onceADay(
  versions: readonly (ConstantDecl | TableDecl)[],
  kind: 'constant' | 'table',
  report: Report
) {
  for (const [at, { name, from }] of versions.entries()) {
    const before = versions[at - 1]
    if (!before || before.from?.text !== from?.text) continue
    const day = from ? `from ${from.text}` : 'without a day'
    report.error('RATE205', name.span, `There is already a ${kind} "${name.name}" ${day}`, {
      related: [{ span: before.name.span, message: 'the first is here' }],
    })
  }
}

function clashOf(
  { name }: Ident,
  of: LetDecl['of'],
  kind: 'table' | 'let' | 'constant',
  index: ShapeIndex
): string | null {
  if (name === 'coverage' || name === 'discounts') return 'a word of the language'
  if (index.words.has(name)) return 'an entity of the product'
  if (index.coverages.has(name)) return 'a coverage of the product'
  const coverages = [...index.coverages.values()]
  const isTerm = coverages.some(({ shape }) => shape.terms.some((term) => term.name === name))
  if (isTerm) return 'a term of a coverage'
  const entity = of.findLast((each) => each.name !== 'coverage')?.name ?? 'policy'
  const isField = kind !== 'table' && index.entities.get(entity)?.fields.has(name)
  return isField ? `a field of ${entity}` : null
}
