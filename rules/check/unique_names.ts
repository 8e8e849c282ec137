import type { ShapeIndex } from '../plan/shape_index.ts'
import type { Ident, LetDecl, PlanFile } from '../syntax/ast.ts'
import type { Report } from './report.ts'

/** Each name of the plan means one thing: tables and lets together, rules, discounts, fees. */
export function uniqueNames(file: PlanFile, index: ShapeIndex, report: Report): void {
  const values = file.items.filter((item) => item.kind === 'table' || item.kind === 'let')
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
    file.items.flatMap((item) => (item.kind === 'fee' ? [item.name] : [])),
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

function clashOf(
  { name }: Ident,
  of: LetDecl['of'],
  kind: 'table' | 'let',
  index: ShapeIndex
): string | null {
  if (name === 'coverage' || name === 'discounts') return 'a word of the language'
  if (index.words.has(name)) return 'an entity of the product'
  if (index.coverages.has(name)) return 'a coverage of the product'
  const coverages = [...index.coverages.values()]
  const isTerm = coverages.some(({ shape }) => shape.terms.some((term) => term.name === name))
  if (isTerm) return 'a term of a coverage'
  const entity = of.findLast((each) => each.name !== 'coverage')?.name ?? 'policy'
  const isField = kind === 'let' && index.entities.get(entity)?.fields.has(name)
  return isField ? `a field of ${entity}` : null
}
