import type { DateUnit, Expr, RoundingMode } from './ast.ts'
import { ordinal } from './ordinal.ts'

/** An expression in its canonical spelling, on one line; brackets stand where they were written. */
export function printExpression(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
    case 'limit':
    case 'date':
      return expr.text
    case 'text':
      return quoted(expr.text)
    case 'yes_no':
      return expr.value ? 'yes' : 'no'
    case 'name':
      return expr.name
    case 'member':
      return `${printExpression(expr.object)}.${expr.member.name}`
    case 'index':
      return `${expr.column ? `${expr.column.name} of ` : ''}${expr.target.name}[${printList(expr.args)}]`
    case 'binary':
      return `${printExpression(expr.left)} ${expr.op} ${printExpression(expr.right)}`
    case 'negate':
      return `-${printExpression(expr.operand)}`
    case 'percent':
      return `${printExpression(expr.operand)} %`
    case 'percent_of':
      return `${printExpression(expr.percent)} % of ${printExpression(expr.whole)}`
    case 'group':
      return `(${printExpression(expr.inner)})`
    case 'bounded':
      return `${printExpression(expr.operand)}, ${expr.bound} ${printExpression(expr.limit)}`
    case 'rounded':
      return `${printExpression(expr.operand)} rounded ${printRounding(expr)}`
    case 'aggregate':
      return printAggregate(expr)
    case 'whole': {
      const from = printExpression(expr.from)
      return `whole ${expr.unit} from ${from} to ${printExpression(expr.to)}`
    }
    case 'year':
      return `year of ${printExpression(expr.date)}`
    case 'shift': {
      const amount = printAmount(expr.amount, expr.unit)
      return `${amount} ${expr.direction} ${printExpression(expr.date)}`
    }
    default:
      return printCondition(expr)
  }
}

type ConditionKind =
  | 'compare'
  | 'in'
  | 'range'
  | 'given'
  | 'within'
  | 'and'
  | 'or'
  | 'not'
  | 'quantified'
  | 'has'
  | 'coverage_with'

function printCondition(expr: Extract<Expr, { kind: ConditionKind }>): string {
  switch (expr.kind) {
    case 'compare': {
      const worded = expr.op === '>=' ? 'at least' : 'at most'
      const op = expr.words ? worded : expr.op
      return `${printExpression(expr.left)} ${op} ${printExpression(expr.right)}`
    }
    case 'in': {
      const word = expr.negated ? 'not in' : 'in'
      return `${printExpression(expr.operand)} ${word} ${printList(expr.choices)}`
    }
    case 'range': {
      const range = `${printExpression(expr.low)} to ${printExpression(expr.high)}`
      return `${printExpression(expr.operand)} is ${range}`
    }
    case 'given':
      return `${printExpression(expr.operand)} is ${expr.negated ? 'not given' : 'given'}`
    case 'within': {
      const amount = printAmount(expr.amount, expr.unit)
      const anchor = printExpression(expr.anchor)
      return `${printExpression(expr.operand)} within ${amount} ${expr.direction} ${anchor}`
    }
    case 'and':
    case 'or':
      return expr.operands.map(printExpression).join(` ${expr.kind} `)
    case 'not':
      return `not ${printExpression(expr.operand)}`
    case 'quantified': {
      const count = expr.count ? `${printExpression(expr.count)} ` : ''
      const link = expr.link === 'bare' ? '' : ` ${expr.link}`
      const condition = expr.condition ? ` ${printExpression(expr.condition)}` : ''
      return `${expr.quantifier} ${count}${expr.entity.name}${link}${condition}`
    }
    case 'has':
      return `${printExpression(expr.subject)} has ${printExpression(expr.condition)}`
    case 'coverage_with':
      return `${expr.coverage.name} with ${printExpression(expr.condition)}`
  }
}

function printAggregate(expr: Extract<Expr, { kind: 'aggregate' }>): string {
  const condition = expr.condition ? ` with ${printExpression(expr.condition)}` : ''
  const each = expr.each ? `${printExpression(expr.each)} over ` : ''
  const nth = expr.nth === undefined ? '' : `${ordinal(expr.nth)} `
  const fewer = expr.fewer ? `, or ${printExpression(expr.fewer)} when there are fewer` : ''
  return `${nth}${expr.aggregate} of ${each}${expr.over.name}${condition}${fewer}`
}

/** `3 years`, but `1 year`. */
function printAmount(amount: Expr, unit: DateUnit): string {
  const isOne = amount.kind === 'number' && amount.text === '1'
  return `${printExpression(amount)} ${isOne ? unit.slice(0, -1) : unit}`
}

export function printList(list: readonly Expr[]): string {
  return list.map(printExpression).join(', ')
}

/** What follows `round` and `rounded`. */
export function printRounding(rounding: {
  readonly to: { readonly text: string }
  readonly mode?: RoundingMode
}): string {
  return `to ${rounding.to.text}${rounding.mode ? ` ${rounding.mode}` : ''}`
}

export function quoted(text: string): string {
  return `"${text}"`
}
