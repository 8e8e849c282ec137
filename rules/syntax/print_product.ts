import type {
  AssumeBlock,
  CoverageBlock,
  CoverageDecl,
  EntityDecl,
  FieldDecl,
  FieldType,
  ProductCheck,
  ProductFile,
} from './ast.ts'
import { alignColumns } from './columns.ts'
import { citationText, names, titleText, words, type Draft } from './draft.ts'
import { printExpression, quoted } from './print_expression.ts'
import { runsOf } from './runs_of.ts'

/** The lines of a product, in the order of its source. */
export function draftProduct(file: ProductFile): readonly Draft[] {
  const head = words('product', file.name?.name ?? '', titleText(file.title))
  const drafts: Draft[] = [{ text: head, depth: 0, start: file.name?.span.start ?? 0 }]
  if (file.currency) {
    const { name, span } = file.currency
    drafts.push({ text: `currency  ${name}`, depth: 1, start: span.start })
  }
  const alike = (item: ProductFile['items'][number]) => item.kind === 'check'
  for (const run of runsOf(file.items, alike)) {
    const checks = run.filter((item) => item.kind === 'check')
    if (checks.length > 0) drafts.push(...draftChecks(checks))
    for (const item of run) {
      if (item.kind === 'entity') drafts.push(...draftEntity(item, 0))
      if (item.kind === 'coverages') drafts.push(...draftCoverages(item, 0))
      if (item.kind === 'assume') drafts.push(...draftAssumptions(item))
    }
  }
  return drafts
}

function draftEntity(entity: EntityDecl, depth: number): readonly Draft[] {
  const bounds = entity.low && entity.high ? `  ${entity.low.text} to ${entity.high.text}` : ''
  const head = { text: `${entity.name.name}${bounds}`, depth, start: entity.span.start }
  const texts = alignColumns(entity.fields.map(fieldCells))
  const fields = entity.fields.map((field, index) => ({
    text: texts[index] ?? '',
    depth: depth + 1,
    start: field.span.start,
  }))
  const entities = entity.entities.map((inner) => draftEntity(inner, depth + 1))
  const inSourceOrder = [...fields.map((field) => [field]), ...entities].toSorted(
    ([a], [b]) => (a?.start ?? 0) - (b?.start ?? 0)
  )
  return [{ ...head, isApart: depth === 0 }, ...inSourceOrder.flat()]
}

/** Name, type, title, flags and citation. */
export function fieldCells(field: FieldDecl): readonly string[] {
  return [
    field.name.name,
    fieldTypeText(field.type),
    titleText(field.title),
    field.flags.join('  '),
    citationText(field.citation),
  ]
}

function fieldTypeText(type: FieldType): string {
  switch (type.kind) {
    case 'date':
      return words('date', dateBoundText(type))
    case 'months':
      return `months ${type.choices.map((choice) => choice.text).join(', ')}`
    case 'integer':
    case 'money':
    case 'factor':
      return `${type.kind} ${type.low.text} to ${type.high.text}`
    case 'text':
      return `text up to ${type.maxLength.text}`
    case 'yes_no':
      return 'yes/no'
    case 'zip':
    case 'vin':
      return type.kind
    case 'choice':
      return type.choices.map((choice) => choice.text).join(', ')
    case 'entity':
      return type.entity.name
  }
}

function dateBoundText({ bound }: Extract<FieldType, { kind: 'date' }>): string {
  if (!bound) return ''
  const anchor = printExpression(bound.anchor)
  return bound.kind === 'up_to'
    ? `up to ${anchor}`
    : `${bound.low.text} to ${bound.high.text} years before ${anchor}`
}

/** `coverage of vehicle` with its coverages. */
export function draftCoverages(block: CoverageBlock, depth: number): readonly Draft[] {
  const head = { text: `coverage of ${block.of.name}`, depth, start: block.span.start }
  const texts = alignColumns(block.coverages.map(coverageCells))
  const coverages = block.coverages.map((coverage, index) => ({
    text: texts[index] ?? '',
    depth: depth + 1,
    start: coverage.span.start,
  }))
  return [{ ...head, isApart: depth === 0 }, ...coverages]
}

/** Name, title, the first term and its choices with all further terms, presence, needs, citation. */
export function coverageCells(coverage: CoverageDecl): readonly string[] {
  const [first, ...others] = coverage.terms.map((term) => ({
    name: term.name.name,
    choices: term.choices.map((choice) => choice.text).join(', '),
  }))
  const more = others.map(({ name, choices }) => `${name}  ${choices}`)
  return [
    coverage.name.name,
    titleText(coverage.title),
    first?.name ?? '',
    [first?.choices ?? '', ...more].join('  '),
    coverage.presence ?? '',
    coverage.needs.length > 0 ? `needs ${names(coverage.needs)}` : '',
    citationText(coverage.citation),
  ]
}

function draftChecks(checks: readonly ProductCheck[]): readonly Draft[] {
  const texts = alignColumns(
    checks.map((check) => [
      `check ${printExpression(check.condition)}`,
      `else ${quoted(check.message.text)}`,
    ])
  )
  return checks.map((check, index) => ({
    text: texts[index] ?? '',
    depth: 0,
    start: check.span.start,
  }))
}

function draftAssumptions(block: AssumeBlock): readonly Draft[] {
  const texts = alignColumns(
    block.assumptions.map(({ field, value }) => [field.name, printExpression(value)])
  )
  const lines = block.assumptions.map((assumption, index) => ({
    text: texts[index] ?? '',
    depth: 1,
    start: assumption.span.start,
  }))
  const head = { text: 'assume for a quick quote', depth: 0, start: block.span.start }
  return [{ ...head, isApart: true }, ...lines]
}
