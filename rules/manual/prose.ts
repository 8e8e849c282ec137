import { ordinal } from '../syntax/ordinal.ts'
import type { Expr } from '../syntax/ast.ts'

/** A value or a condition in the words of a manual: `the class factor for the operator's age and coverage`. */
export function prose(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
    case 'limit':
    case 'date':
      return expr.text
    case 'text':
      return `"${expr.text}"`
    case 'yes_no':
      return expr.value ? 'yes' : 'no'
    case 'name':
      return plainName(expr.name)
    case 'member': {
      const owner = prose(expr.object)
      const member = plainName(expr.member.name)
      if (expr.object.kind === 'name' && owner === 'policy') return member
      return /^(is|has) /.test(member) ? `the ${owner} ${member}` : `the ${owner}’s ${member}`
    }
    case 'index': {
      const column = expr.column ? `the ${plainName(expr.column.name)} of ` : ''
      return `${column}the ${plainName(expr.target.name)} for ${listed(expr.args.map(prose))}`
    }
    case 'binary':
      return `${prose(expr.left)} ${SIGNS[expr.op]} ${prose(expr.right)}`
    case 'negate':
      return `minus ${prose(expr.operand)}`
    case 'percent':
      return `${prose(expr.operand)} %`
    case 'percent_of':
      return `${prose(expr.percent)} % of ${prose(expr.whole)}`
    case 'group':
      return `(${prose(expr.inner)})`
    case 'bounded':
      return `${prose(expr.operand)}, but ${expr.bound} ${prose(expr.limit)}`
    case 'rounded':
      return `${prose(expr.operand)}, rounded to ${expr.to.text}${expr.mode ? ` ${expr.mode}` : ''}`
    case 'aggregate':
      return aggregate(expr)
    case 'whole':
      return `the whole ${expr.unit} from ${prose(expr.from)} to ${prose(expr.to)}`
    case 'year':
      return `the year of ${prose(expr.date)}`
    case 'shift':
      return `${amountOf(expr.amount, expr.unit)} ${expr.direction} ${prose(expr.date)}`
    default:
      return condition(expr)
  }
}

/** Things one after the other: `a, b and c`. */
export function listed(words: readonly string[], link = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${link} ${words.at(-1)}`
}

/** A name of a plan as a reader says it: `class factor`. */
export function plainName(name: string): string {
  return name.replaceAll('_', ' ')
}

const SIGNS = { '+': 'plus', '-': 'less', '*': 'times', '/': 'divided by' } as const
const COMPARED = {
  'is': 'is',
  'is not': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
} as const

type ConditionExpr = Extract<
  Expr,
  {
    kind:
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
  }
>

function condition(expr: ConditionExpr): string {
  switch (expr.kind) {
    case 'compare':
      return `${prose(expr.left)} ${COMPARED[expr.op]} ${prose(expr.right)}`
    case 'in': {
      const choices = listed(expr.choices.map(prose), expr.negated ? 'nor' : 'or')
      return `${prose(expr.operand)} is ${expr.negated ? 'neither ' : ''}${choices}`
    }
    case 'range':
      return `${prose(expr.operand)} is from ${prose(expr.low)} to ${prose(expr.high)}`
    case 'given':
      return `${prose(expr.operand)} is ${expr.negated ? 'not given' : 'given'}`
    case 'within':
      return `${prose(expr.operand)} is within ${amountOf(expr.amount, expr.unit)} ${expr.direction} ${prose(expr.anchor)}`
    case 'and':
    case 'or':
      return expr.operands.map(prose).join(`, ${expr.kind} `)
    case 'not':
      return `it is not so that ${prose(expr.operand)}`
    case 'quantified':
      return quantified(expr, true)
    case 'has':
      return `${prose(expr.subject)} has ${prose(expr.condition)}`
    case 'coverage_with':
      return `${expr.coverage.name} whose ${prose(expr.condition)}`
  }
}

/** `there is any driver whose age is less than 25`, `every driver is clean`. */
function quantified(expr: Extract<Expr, { kind: 'quantified' }>, isClause: boolean): string {
  const { quantifier, condition: asked } = expr
  const count = expr.count ? `${prose(expr.count)} ` : ''
  const what = `${quantifier} ${count}${plainName(expr.entity.name)}`
  if (!asked) return isClause ? `there is ${what}` : what
  const rest = linkTo(asked, expr.link)
  const isOfEach = rest.startsWith('whose ')
  if (quantifier === 'every' && isOfEach) return `of ${what} the ${rest.slice('whose '.length)}`
  const needsVerb = isClause && (isOfEach || /^(with|which) /.test(rest))
  return `${needsVerb ? 'there is ' : ''}${what} ${rest}`
}

/** What each of a list is asked: `whose age is less than 25`, `with any claim`, `is clean`. */
function linkTo(condition: Expr, link: 'with' | 'has' | 'bare'): string {
  const [first] =
    condition.kind === 'and' || condition.kind === 'or' ? condition.operands : [condition]
  const asks = first && ['compare', 'in', 'range', 'given', 'within'].includes(first.kind)
  if (asks) return `whose ${prose(condition)}`
  if (first?.kind === 'quantified' && first.quantifier !== 'no')
    return `with ${quantified(first, false)}${restOf(condition)}`
  return link === 'with' ? `which ${prose(condition)}` : prose(condition)
}

/** The operands after the first, each as it stands. */
function restOf(condition: Expr): string {
  if (condition.kind !== 'and' && condition.kind !== 'or') return ''
  return condition.operands
    .slice(1)
    .map((each) => `, ${condition.kind} ${prose(each)}`)
    .join('')
}

function aggregate(expr: Extract<Expr, { kind: 'aggregate' }>): string {
  const of = plainName(expr.over.name)
  const where = expr.condition ? ` ${linkTo(expr.condition, 'with')}` : ''
  const fewer = expr.fewer ? `, or ${prose(expr.fewer)} where there are fewer` : ''
  if (expr.aggregate === 'count') return `the number of ${of}${where}${fewer}`
  const nth = expr.nth === undefined ? '' : `${ordinal(expr.nth)} `
  const each = expr.each ? `${prose(expr.each)} over all ` : ''
  return `the ${nth}${expr.aggregate} of ${each}${of}${where}${fewer}`
}

function amountOf(amount: Expr, unit: 'years' | 'months' | 'days'): string {
  const words = prose(amount)
  return `${words} ${words === '1' ? unit.slice(0, -1) : unit}`
}
