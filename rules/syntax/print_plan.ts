import type {
  AdaptBlock,
  ApplySteps,
  ConstantDecl,
  DiscountsBlock,
  Expr,
  FeeBlock,
  FeeDecl,
  LetDecl,
  Over,
  Period,
  PlanFile,
  PlanItem,
  PremiumBlock,
  PremiumItem,
  RemoveDecl,
  RuleDecl,
  StepsEdit,
  TableColumn,
  TableDecl,
  TableKey,
  TotalBlock,
} from './ast.ts'
import type { Span } from '../source.ts'
import { alignColumns } from './columns.ts'
import { citationText, names, titleText, words, type Draft } from './draft.ts'
import { draftAssign } from './print_assign.ts'
import { draftExample } from './print_example.ts'
import { draftExpectations } from './print_expectation.ts'
import { printExpression, printRounding, quoted } from './print_expression.ts'
import { coverageCells, draftCoverages, fieldCells } from './print_product.ts'
import { draftRows } from './print_rows.ts'
import { runsOf } from './runs_of.ts'

/** Where a header property stands, found by its word: the rounding has no node of its own. */
export type FindLine = (word: string) => number | undefined

/** The lines of a plan, in the order of its source but for the header, whose order is fixed. */
export function draftPlan(file: PlanFile, findLine: FindLine): readonly Draft[] {
  return [
    ...draftHeader(file.header, findLine),
    ...runsOf(file.items, isOneLine).flatMap((run) => draftRun(run)),
  ]
}

function isOneLine(item: PlanItem): boolean {
  switch (item.kind) {
    case 'let':
      return item.value.kind !== 'cases' && item.value.kind !== 'assign'
    case 'table':
      return !item.rows
    case 'fee':
    case 'constant':
    case 'expect':
    case 'remove':
    case 'apply_steps':
      return true
    default:
      return false
  }
}

function draftRun(run: readonly PlanItem[]): readonly Draft[] {
  const lets = run.flatMap((item) =>
    item.kind === 'let' && item.value.kind !== 'cases' && item.value.kind !== 'assign'
      ? [{ item, value: item.value }]
      : []
  )
  const fees = run.filter((item) => item.kind === 'fee')
  const constants = run.filter((item) => item.kind === 'constant')
  const tables = run.filter((item) => item.kind === 'table')
  const expectations = run.filter((item) => item.kind === 'expect')
  if (lets.length > 0) return draftLets(lets)
  if (constants.length > 0) return draftConstants(constants)
  if (fees.length > 0) return draftFees(fees)
  if (tables.length > 0) return draftTables(tables)
  if (expectations.length > 0) return draftExpectations(expectations)
  return run.flatMap((item) => draftBlock(item))
}

function draftBlock(item: PlanItem): readonly Draft[] {
  switch (item.kind) {
    case 'adapt':
      return draftAdapt(item)
    case 'let':
      return item.value.kind === 'assign' ? draftAssign(item, item.value) : draftCases(item)
    case 'rule':
      return draftRule(item)
    case 'discounts':
      return draftDiscounts(item)
    case 'premium':
      return draftPremium(item)
    case 'total':
      return draftTotal(item)
    case 'fee_block':
      return draftFeeBlock(item)
    case 'example':
      return draftExample(item)
    case 'remove':
      return [draftAt(removeText(item), 0, item.span.start)]
    case 'edit_steps':
      return draftStepsEdit(item)
    case 'apply_steps':
      return [draftAt(applyText(item), 0, item.span.start)]
    default:
      return []
  }
}

function draftHeader(header: PlanFile['header'], findLine: FindLine): readonly Draft[] {
  const renewals = header.renewalsFrom ? `, renewals ${header.renewalsFrom.text}` : ''
  const properties: readonly (readonly [string, string | undefined])[] = [
    ['of', header.of?.name],
    ['extends', header.extends?.name],
    ['in', header.in?.name],
    ['version', header.version && versionText(header.version.text)],
    [
      'effective',
      header.newBusinessFrom && `new business ${header.newBusinessFrom.text}${renewals}`,
    ],
    ['rounding', header.rounding],
  ]
  const written = properties.flatMap(([word, value]) =>
    value === undefined ? [] : [[word, value]]
  )
  const texts = alignColumns(written)
  const lines = written.map(([word = ''], index): Draft => {
    const start = findLine(word)
    return { text: texts[index] ?? '', depth: 1, ...(start !== undefined && { start }) }
  })
  const head = words('plan', header.name?.name ?? '', titleText(header.title))
  return [{ text: head, depth: 0, start: header.span.start }, ...lines]
}

/** A version is written bare where it can be read back like that. */
function versionText(text: string): string {
  const isBare = /^(\d+(\.\d+)*|\d{4}-\d{2}-\d{2}|[A-Za-z_]\w*)$/.test(text)
  const isReserved = /^(and|or|not|is|in|with|has|of|over|when|no|every|any|given|all)$/.test(text)
  return isBare && !isReserved ? text : quoted(text)
}

function draftAdapt(block: AdaptBlock): readonly Draft[] {
  const head: Draft = {
    text: `adapt ${block.product.name}`,
    depth: 0,
    start: block.span.start,
    isApart: true,
  }
  const runs = runsOf(block.items, (item) => item.kind !== 'coverages')
  return [
    head,
    ...runs.flatMap((run) => {
      const rows = run.flatMap(
        (item): readonly { item: { span: Span }; cells: readonly string[] }[] => {
          if (item.kind === 'coverage') return [{ item, cells: coverageCells(item) }]
          if (item.kind === 'ask') {
            return [{ item, cells: [`ask ${item.entity.name}`, ...fieldCells(item.field)] }]
          }
          return []
        }
      )
      const texts = alignColumns(rows.map(({ cells }) => cells))
      const lines = rows.map(({ item }, index) => ({
        text: texts[index] ?? '',
        depth: 1,
        start: item.span.start,
      }))
      const blocks = run.flatMap((item) =>
        item.kind === 'coverages' ? draftCoverages(item, 1) : []
      )
      return [...lines, ...blocks]
    }),
  ]
}

function draftTables(tables: readonly TableDecl[]): readonly Draft[] {
  const texts = alignColumns(tables.map(tableCells))
  return tables.flatMap((table, index): readonly Draft[] => {
    const head = { text: texts[index] ?? '', depth: 0, start: table.span.start }
    return table.rows ? [{ ...head, isApart: true }, ...draftRows(table.rows)] : [head]
  })
}

function tableCells(table: TableDecl): readonly string[] {
  const keys = table.keys.map(keyText)
  const outside = table.errorOutside ? ', error outside' : ''
  const first = table.firstMatch ? ' first match' : ''
  return [
    `table ${table.name.name}`,
    `by ${keys.join(', ')}${outside}${first}`,
    `gives ${table.gives.map(columnText).join(', ')}`,
    table.file ? `read ${quoted(table.file.text)}` : '',
    table.from ? `from ${table.from.text}` : '',
    citationText(table.citation),
  ]
}

function columnText({ name, type }: TableColumn): string {
  return name ? `${name.name} ${type.name}` : type.name
}

const ENDS = {
  flat: 'flat at ends',
  extended: 'extended at ends',
  refused: 'error outside',
} as const

function keyText({ name, inBand, inTextBand, nextRowUp, ends }: TableKey): string {
  if (inTextBand) return `${name.name} in text band`
  if (nextRowUp) return `${name.name} next row up`
  if (ends) return `${name.name} interpolated ${ENDS[ends]}`
  return inBand ? `${name.name} in band` : name.name
}

function definedText({ name, of }: LetDecl): string {
  return of.length > 0 ? `let ${name.name} of ${names(of)}` : `let ${name.name}`
}

function draftLets(
  lets: readonly { readonly item: LetDecl; readonly value: Expr }[]
): readonly Draft[] {
  const defined = lets.map(({ item }) => definedText(item))
  const width = Math.max(...defined.map((text) => text.length))
  const texts = alignColumns(
    lets.map(({ item, value }, index) => [
      `${(defined[index] ?? '').padEnd(width)} = ${printExpression(value)}`,
      citationText(item.citation),
    ])
  )
  return lets.map(({ item }, index) => draftAt(texts[index] ?? '', 0, item.span.start))
}

function draftCases(item: LetDecl): readonly Draft[] {
  if (item.value.kind !== 'cases') return []
  const { choices, cases } = item.value
  const listed = choices ? ` is one of ${choices.map(({ text }) => text).join(', ')}` : ''
  const [head = ''] = alignColumns([[definedText(item) + listed, citationText(item.citation)]])
  const texts = alignColumns(
    cases.map(({ value, when }) => [
      printExpression(value),
      when ? `when ${printExpression(when)}` : 'otherwise',
    ])
  )
  return [
    { text: head, depth: 0, start: item.span.start, isApart: true },
    ...cases.map(({ span }, index) => draftAt(texts[index] ?? '', 1, span.start)),
  ]
}

function draftConstants(constants: readonly ConstantDecl[]): readonly Draft[] {
  const texts = alignColumns(
    constants.map(({ name, value, from, citation }) => [
      `constant ${name.name}`,
      printExpression(value),
      from ? `from ${from.text}` : '',
      citationText(citation),
    ])
  )
  return constants.map(({ span }, index) => draftAt(texts[index] ?? '', 0, span.start))
}

function draftRule(rule: RuleDecl): readonly Draft[] {
  const { name, title, when, then } = rule
  const head: Draft = {
    text: words('rule', name.name, titleText(title), periodText(rule)),
    depth: 0,
    start: rule.span.start,
    isApart: true,
  }
  const conditions: readonly Expr[] =
    when.kind === 'and' || when.kind === 'or' ? when.operands : [when]
  const rows = conditions.map((condition, index) => [
    index === 0 ? 'when' : when.kind,
    printExpression(condition),
  ])
  const to = then.to ? `to ${then.to.name}` : ''
  const action = words(then.action, to, quoted(then.reason.text))
  const texts = alignColumns([...rows, ['then', `${action}`, citationText(rule.citation)]])
  const places = [...conditions, then].map((node) => node.span.start)
  return [head, ...texts.map((text, index) => draftAt(text, 1, places[index]))]
}

function periodText({ from, until }: Period): string {
  return words(from ? `from ${from.text}` : '', until ? `until ${until.text}` : '')
}

function draftAt(text: string, depth: number, start: number | undefined): Draft {
  return { text, depth, ...(start !== undefined && { start }) }
}

function overText(over: Over): string {
  const entity = over.entity.name === 'policy' ? 'policy' : `each ${over.entity.name}`
  const but = over.but.length > 0 ? ` but ${names(over.but)}` : ''
  return over.eachCoverage ? `${entity}, each coverage${but}` : entity
}

function draftDiscounts(block: DiscountsBlock): readonly Draft[] {
  const over = overText(block.over)
  const link = block.over.entity.name === 'policy' ? 'of ' : ''
  const citation = block.citation ? `  ${citationText(block.citation)}` : ''
  const atMost = block.atMost ? `, at most ${printExpression(block.atMost)}` : ''
  const texts = alignColumns(
    block.items.map((item) => [
      item.name.name,
      titleText(item.title),
      printExpression(item.percent),
      item.when ? `when ${printExpression(item.when)}` : '',
      periodText(item),
      citationText(item.citation),
    ]),
    new Set([2])
  )
  return [
    {
      text: `discounts ${link}${over}${citation}`,
      depth: 0,
      start: block.span.start,
      isApart: true,
    },
    { text: `combine by ${block.combine}${atMost}`, depth: 1 },
    ...block.items.map((item, index) => draftAt(texts[index] ?? '', 1, item.span.start)),
  ]
}

function removeText({ what, name }: RemoveDecl): string {
  return `remove ${what} ${what === 'step' ? quoted(name.name) : name.name}`
}

function applyText({ first, last, when }: ApplySteps): string {
  const steps = last
    ? `steps ${quoted(first.text)} to ${quoted(last.text)}`
    : `step ${quoted(first.text)}`
  return `apply ${steps} only when ${printExpression(when)}`
}

function draftStepsEdit({ edit, step, items, span }: StepsEdit): readonly Draft[] {
  const verb = edit === 'replace' ? 'replace' : `insert ${edit}`
  const text = `${verb} step ${quoted(step.text)}`
  return [{ text, depth: 0, start: span.start, isApart: true }, ...draftSteps(items, 1)]
}

function draftPremium(block: PremiumBlock): readonly Draft[] {
  const head: Draft = {
    text: `premium of ${overText(block.over)}`,
    depth: 0,
    start: block.span.start,
    isApart: true,
  }
  return [head, ...draftSteps(block.items, 1)]
}

function draftTotal({ items, span }: TotalBlock): readonly Draft[] {
  const head: Draft = { text: 'total of policy', depth: 0, start: span.start, isApart: true }
  return [head, ...draftSteps(items, 1)]
}

/** Steps of one block stand in common columns; those under a condition have their own. */
function draftSteps(items: readonly PremiumItem[], depth: number): readonly Draft[] {
  const steps = items.filter((item) => item.kind === 'step' || item.kind === 'round')
  const aligned = alignColumns(
    steps.map((step) => [
      step.kind === 'step' ? step.op : 'round',
      step.kind === 'step' ? printExpression(step.operand) : printRounding(step),
      step.when ? `when ${printExpression(step.when)}` : '',
      step.as ? `as ${quoted(step.as.text)}` : '',
      citationText(step.citation),
    ])
  )
  const texts = new Map(steps.map((step, index) => [step, aligned[index] ?? '']))
  return items.flatMap((item): readonly Draft[] => {
    const { start } = item.span
    switch (item.kind) {
      case 'step':
      case 'round':
        return [{ text: texts.get(item) ?? '', depth, start }]
      case 'round_every':
        return [{ text: `round every step below ${printRounding(item)}`, depth, start }]
      case 'when_steps':
        return [
          { text: `when ${printExpression(item.when)}`, depth, start },
          ...draftSteps(item.steps, depth + 1),
          ...(item.otherwise
            ? [{ text: 'otherwise', depth }, ...draftSteps(item.otherwise, depth + 1)]
            : []),
        ]
    }
  })
}

function draftFees(fees: readonly FeeDecl[]): readonly Draft[] {
  const texts = alignColumns(
    fees.map((fee) => [
      words(fee.charged, fee.name.name, titleText(fee.title)),
      ...termsOfFee(fee),
      citationText(fee.citation),
    ])
  )
  return fees.map((fee, index) => draftAt(texts[index] ?? '', 0, fee.span.start))
}

function draftFeeBlock({ charged, name, title, citation, alternatives, span }: FeeBlock) {
  const head: Draft = {
    text: words(charged, name.name, titleText(title), citationText(citation)),
    depth: 0,
    start: span.start,
    isApart: true,
  }
  const texts = alignColumns(
    alternatives.map((fee) => [
      ...termsOfFee(fee),
      fee.citation === citation ? '' : citationText(fee.citation),
    ])
  )
  return [head, ...alternatives.map((fee, at) => draftAt(texts[at] ?? '', 1, fee.span.start))]
}

function termsOfFee(fee: FeeDecl): readonly string[] {
  return [
    words(
      printExpression(fee.amount),
      fee.each ? `each ${fee.each.name}` : '',
      fee.by ? `by ${fee.by.name}` : '',
      fee.rounded ? `rounded ${printRounding(fee.rounded)}` : ''
    ),
    fee.when ? `when ${printExpression(fee.when)}` : '',
    periodText(fee),
  ]
}
