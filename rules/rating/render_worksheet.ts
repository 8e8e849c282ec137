import { multiply } from '../money/arithmetic.ts'
import { integer } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type {
  CoveragePremium,
  DiscountsDetail,
  PolicyTotal,
  RuleOutcome,
  TableSource,
  Worksheet,
  WorksheetAssignment,
  WorksheetFee,
  WorksheetLine,
} from './worksheet.ts'

/** One printed line: plain text, or cells that stand under those of the other lines. */
type Row = string | Cells

interface Cells {
  /** With its indentation. */
  readonly label: string
  readonly what: string
  readonly operand: string
  readonly value: string
  readonly note: string
}

const LEAST_LABEL = 14
const LONGEST_WHAT = 78

/**
 * The worksheet as text for people: one line a step with the running value, amounts aligned at their
 * decimal points, table rows and citations behind them, and what did not apply. Ends with a newline.
 */
export function renderWorksheet(worksheet: Worksheet): string {
  const rows: readonly Row[] = [
    heading(worksheet),
    ...assignmentRows(worksheet.assignments ?? []),
    ...worksheet.sections.flatMap(({ title, premiums, subtotal }) => [
      '',
      title,
      ...premiums.flatMap(premiumRows),
      total('  Subtotal', subtotal),
    ]),
    ...(worksheet.policyTotal ? totalRows(worksheet.policyTotal) : []),
    ...(worksheet.fees.length > 0 ? ['', 'Fees', ...worksheet.fees.map(feeRow)] : []),
    '',
    total(`Total ${worksheet.currency}`, worksheet.total),
    '',
    `Decision: ${worksheet.decision}`,
    ...worksheet.applied.map(appliedRule),
    ...notApplied(worksheet.notApplied),
  ]
  return `${layOut(rows).join('\n')}\n`
}

function heading({ plan, programHash, effectiveOn }: Worksheet): string {
  const program = programHash.slice(0, 12)
  return `${plan.title} ${plan.version}  program ${program}  effective ${effectiveOn}`
}

function assignmentRows(assignments: readonly WorksheetAssignment[]): readonly Row[] {
  if (assignments.length === 0) return []
  const rows = assignments.map((each): Row => {
    const { name, entity, number, takenEntity, takes, because, citation } = each
    const whom = takes === null ? `no ${takenEntity}` : `${takenEntity} ${takes}`
    const cited = citation === null ? '' : ` [${citation}]`
    return `  ${name} of ${entity} ${number}: ${whom} (${because})${cited}`
  })
  return ['', 'Assignments', ...rows]
}

function premiumRows({ coverage, title, terms, lines, premium }: CoveragePremium): readonly Row[] {
  const chosen = terms.map(({ name, value }) => `${name} ${value}`)
  const head = [coverage, title, ...chosen].filter((part) => part !== null).join('  ')
  return [
    `  ${head}`,
    ...stepRows(lines),
    ...(lines.length === 0 ? [total('    premium', premium)] : []),
  ]
}

function stepRows(lines: readonly WorksheetLine[]): readonly Row[] {
  const idle = lines.filter(({ status }) => status === 'does not apply').map(({ name }) => name)
  return [
    ...lines.filter(({ status }) => status !== 'does not apply').map(stepRow),
    ...(idle.length > 0 ? [`    does not apply: ${idle.join(', ')}`] : []),
  ]
}

function totalRows({ before, lines, premium }: PolicyTotal): readonly Row[] {
  return [
    '',
    'Policy',
    total('    Sum of the premiums', before),
    ...stepRows(lines),
    total('  Premium', premium),
  ]
}

function stepRow(line: WorksheetLine): Row {
  const isReached = line.status === 'applied'
  const notes = [
    ...sourceTexts(line.sources),
    ...(line.discounts ? [cappedText(line.discounts)] : []),
    ...(line.citation === null ? [] : [`[${line.citation}]`]),
  ]
  return {
    label: `    ${line.op}`,
    what: line.op === 'round' ? (line.rounding ?? '') : whatText(line),
    operand: line.operand ?? '',
    value: isReached ? (line.value ?? '') : 'not reached',
    note: notes.join(', '),
  }
}

function whatText({ name, text, filledIn, discounts }: WorksheetLine): string {
  if (!discounts) return joined(name, filledIn ?? text)
  const granted = discounts.items.flatMap(({ title, percent }) =>
    percent === null ? [] : [`${title} ${percentText(percent)}`]
  )
  return `${name}: ${granted.length > 0 ? granted.join(', ') : 'none'}`
}

function joined(name: string, filledIn: string): string {
  return name === filledIn ? name : `${name}  ${filledIn}`
}

function cappedText({ sum, atMost }: DiscountsDetail): string {
  const whole = percentText(sum)
  return atMost === null ? whole : `${whole} of at most ${percentText(atMost)}`
}

/** `0.05` as `5 %`. */
function percentText(fraction: string): string {
  return `${formatExact(multiply(toDecimal(fraction), integer(100)), 0)} %`
}

/** Several rows of one table stand together: `table mileage, lines 10 and 11`. */
function sourceTexts(sources: readonly TableSource[]): readonly string[] {
  const tables = Map.groupBy(sources, ({ table, file }) => file ?? table)
  return [...tables.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const rows = [...new Set([first, ...others].map(({ row }) => row))]
    const { table, file } = first
    const word = `${file === null ? 'line' : 'row'}${rows.length > 1 ? 's' : ''}`
    return `${file ?? `table ${table},`} ${word} ${rows.join(' and ')}`
  })
}

function feeRow(fee: WorksheetFee): Row {
  const { kind, name, from, title, filledIn, amount, status, citation } = fee
  const notes = [
    ...(from === null ? [] : [`from ${from}`]),
    ...(citation === null ? [] : [`[${citation}]`]),
  ]
  return {
    label: kind === 'fee' ? `    ${name}` : `    ${kind} ${name}`,
    what: joined(title, filledIn),
    operand: '',
    value: status === 'applied' ? amount : 'does not apply',
    note: notes.join(', '),
  }
}

function total(label: string, amount: string): Row {
  return { label, what: '', operand: '', value: amount, note: '' }
}

function appliedRule({ rule, action, to, reason, because, citation }: RuleOutcome): string {
  const whom = to === null ? action : `${action} to ${to}`
  const cited = citation === null ? '' : ` [${citation}]`
  return `  ${rule}  ${whom}: ${reason}${cited} (${because})`
}

function notApplied(rules: readonly RuleOutcome[]): readonly string[] {
  if (rules.length === 0) return []
  return [
    'Rules that did not apply:',
    ...rules.map(({ rule, because }) => `  ${rule}  (${because})`),
  ]
}

/** Sets the cells of all lines under one another. */
function layOut(rows: readonly Row[]): readonly string[] {
  const cells = rows.filter((row) => typeof row !== 'string')
  const label = widest([...cells.map((row) => row.label), ' '.repeat(LEAST_LABEL)])
  const what = Math.min(widest(cells.map((row) => row.what)), LONGEST_WHAT)
  const operands = pointAligner(cells.map((row) => row.operand))
  const values = pointAligner(cells.map((row) => row.value))
  return rows.map((row) => {
    if (typeof row === 'string') return row
    const start = `${row.label.padEnd(label)}  ${row.what.padEnd(what)}`
    return `${start}  ${operands(row.operand)}  ${values(row.value)}  ${row.note}`.trimEnd()
  })
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0)
}

/** Pads amounts so that their points stand under one another; words are set to the right. */
function pointAligner(texts: readonly string[]): (text: string) => string {
  const amounts = texts.filter(isAmount)
  const before = widest(amounts.map((text) => wholePart(text)))
  const after = widest(amounts.map((text) => text.slice(wholePart(text).length)))
  const width = Math.max(before + after, widest(texts))
  return (text) => {
    if (!isAmount(text)) return text.padStart(width)
    const fraction = text.slice(wholePart(text).length).padEnd(after)
    return (wholePart(text) + fraction).padStart(width)
  }
}

function isAmount(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text)
}

function wholePart(text: string): string {
  const [whole = ''] = text.split('.')
  return whole
}
