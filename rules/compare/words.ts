import type { Condition, ConditionValue, Expression, KeyCell, Ranking } from '../program/program.ts'
import { ordinal } from '../syntax/ordinal.ts'

const ARITHMETIC = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const

const COMPARISONS: Readonly<Record<string, string>> = {
  equal: 'is',
  notEqual: 'is not',
  in: 'in',
  notIn: 'not in',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
  decimalEqual: 'is',
  decimalNotEqual: 'is not',
  decimalLessThan: '<',
  decimalLessThanInclusive: '<=',
  decimalGreaterThan: '>',
  decimalGreaterThanInclusive: '>=',
}

const QUANTIFIERS: Readonly<Record<string, string>> = { some: 'any', every: 'every', none: 'no' }

/** An expression much as a plan writes it. */
export function expressionWords(expression: Expression): string {
  switch (expression.op) {
    case 'constant':
      return yesNo(expression.value)
    case 'field':
      return expression.entity === 'coverage'
        ? expression.field === 'name'
          ? 'coverage'
          : expression.field
        : `${expression.entity}.${expression.field}`
    case 'value':
      return expression.name
    case 'lookup':
    case 'interpolate':
      return `${expression.named === undefined ? '' : `${expression.named} of `}${expression.table}[${expression.keys.map(expressionWords).join(', ')}]`
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return `${operand(expression.left)} ${ARITHMETIC[expression.op]} ${operand(expression.right)}`
    case 'negate':
      return `-${operand(expression.operand)}`
    case 'at_least':
      return `${expressionWords(expression.operand)}, at least ${expressionWords(expression.bound)}`
    case 'at_most':
      return `${expressionWords(expression.operand)}, at most ${expressionWords(expression.bound)}`
    case 'round':
      return `${expressionWords(expression.operand)} rounded ${expression.mode} to ${expression.to}`
    case 'aggregate': {
      const where = expression.where ? ` with ${conditionWords(expression.where)}` : ''
      const of = expression.each ? `${expressionWords(expression.each)} over ` : ''
      const nth = expression.nth === undefined ? '' : `${ordinal(expression.nth)} `
      const fewer = expression.fewer
        ? `, or ${expressionWords(expression.fewer)} when there are fewer`
        : ''
      return `${nth}${expression.kind} of ${of}each ${expression.over}${where}${fewer}`
    }
    case 'whole':
      return `whole ${expression.unit} from ${expressionWords(expression.from)} to ${expressionWords(expression.to)}`
    case 'year':
      return `year of ${expressionWords(expression.date)}`
    case 'shift':
      return `${expressionWords(expression.amount)} ${expression.unit} ${expression.direction} ${expressionWords(expression.date)}`
    case 'within':
      return withinWords(expression.is, expression.then)
    case 'cases': {
      const cases = expression.cases.map(
        ({ when, then }) => `${expressionWords(then)} when ${conditionWords(when)}`
      )
      return `(${[...cases, `${expressionWords(expression.otherwise)} otherwise`].join(', ')})`
    }
    case 'premium':
    case 'fees':
      return expression.op
    case 'fee':
      return expression.name
    case 'not_in_force':
      return `none before ${expression.from}`
    case 'assign':
      return assignWords(expression)
    case 'condition':
      return conditionWords(expression.condition)
    case 'list':
      return `each ${expression.over}`
    case 'taken':
      return `${expression.entity} has ${expression.coverage}`
  }
}

function assignWords({
  from,
  to,
  rankFrom,
  rankTo,
  leftOver,
}: Extract<Expression, { readonly op: 'assign' }>): string {
  const ranked = (entity: string, rankings: readonly Ranking[]) => {
    const by = rankings.map((ranking) => `${expressionWords(ranking.by)} ${ranking.first} first`)
    return `each ${entity} ranked by ${by.join(', ')}`
  }
  const left = leftOver
    ? `the ${from} with the ${leftOver.first} ${expressionWords(leftOver.by)}`
    : `no ${from}`
  return `${ranked(from, rankFrom)}, assigned to ${ranked(to, rankTo)}; a ${to} left over takes ${left}`
}

function operand(expression: Expression): string {
  const words = expressionWords(expression)
  return expression.op in ARITHMETIC || expression.op.startsWith('at_') ? `(${words})` : words
}

function withinWords(is: Expression, then: Expression): string {
  const inner = expressionWords(then)
  const holder = expressionWords(is)
  return then.op === 'field' ? `${holder}.${then.field}` : `${holder}.${inner}`
}

/** A condition much as a plan writes it; facts have their entity before them. */
export function conditionWords(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, ' and ')
  if ('any' in condition) return joined(condition.any, ' or ')
  if ('not' in condition) return `not ${part(condition.not)}`
  const { fact, operator, value } = condition
  if (operator === 'given') return `${fact} is ${value === true ? '' : 'not '}given`
  const quantifier = QUANTIFIERS[operator]
  if (quantifier !== undefined && isNested(value)) {
    return `${quantifier} of ${fact} has ${part(value)}`
  }
  if (operator === 'equal' && typeof value === 'boolean') return value ? fact : `not ${fact}`
  return `${fact} ${COMPARISONS[operator] ?? operator} ${valueWords(value)}`
}

function isNested(value: ConditionValue): value is Extract<ConditionValue, Condition> {
  return typeof value === 'object' && ('all' in value || 'any' in value || 'not' in value)
}

function joined(parts: readonly Condition[], word: string): string {
  const [only] = parts
  return parts.length === 1 && only ? conditionWords(only) : parts.map(part).join(word)
}

function part(condition: Condition): string {
  const words = conditionWords(condition)
  const isCompound =
    ('all' in condition && condition.all.length > 1) ||
    ('any' in condition && condition.any.length > 1)
  return isCompound ? `(${words})` : words
}

function valueWords(value: ConditionValue): string {
  if (typeof value !== 'object') return yesNo(value)
  if (Array.isArray(value)) return value.join(', ')
  if ('fact' in value) return value.fact
  return isNested(value) ? conditionWords(value) : ''
}

function yesNo(value: string | number | boolean): string {
  return value === true ? 'yes' : value === false ? 'no' : String(value)
}

/** A key cell as a table writes it: `21 up to 25`, `65 and over`, `not given`. */
export function cellWords(cell: KeyCell): string {
  if ('is' in cell) return cell.is
  if ('notGiven' in cell) return 'not given'
  if ('else' in cell) return 'all else'
  if ('any' in cell) return 'any'
  if ('fromText' in cell) return `${cell.fromText} to ${cell.toText}`
  const { from, to, includesTo, excludesFrom } = cell
  if (from === undefined)
    return to === undefined ? 'any' : includesTo ? `${to} and under` : `under ${to}`
  if (to === undefined) return excludesFrom ? `over ${from}` : `${from} and over`
  if (excludesFrom) return `over ${from} to ${to}`
  if (from === to) return from
  return `${from} ${includesTo ? 'to' : 'up to'} ${to}`
}
