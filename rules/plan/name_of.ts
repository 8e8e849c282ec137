import type { LetModel, Value } from './model.ts'
import { ordinal } from '../syntax/ordinal.ts'
import { plural } from './shape_index.ts'

export type LetOf = (name: string) => Pick<LetModel, 'of'> | undefined

/**
 * The name of a value as conditions and facts write it: the source's own words, with the entity
 * named before each field, so that one name means one thing in the whole program.
 */
export function nameOf(value: Value, letOf: LetOf): string {
  const name = (inner: Value): string => nameOf(inner, letOf)
  switch (value.kind) {
    case 'constant':
      return value.type.kind === 'text' ? JSON.stringify(value.value) : yesNo(value.value)
    case 'field':
      return `${value.entity}.${value.field.name}`
    case 'term':
      return value.term
    case 'coverage_name':
      return 'coverage'
    case 'let':
      return qualifiedLet(value.name, letOf)
    case 'discounts':
      return 'discounts'
    case 'lookup':
      return `${value.named === null ? '' : `${value.named} of `}${value.table}[${value.keys.map(name).join(', ')}]`
    case 'arithmetic':
      return `${atom(value.left, name)} ${value.op} ${atom(value.right, name)}`
    case 'negate':
      return `-${atom(value.operand, name)}`
    case 'bounded':
      return `(${name(value.operand)}, ${value.bound} ${name(value.limit)})`
    case 'rounded':
      return `(${name(value.operand)} rounded to ${value.to} ${value.mode})`
    case 'aggregate': {
      const condition = value.where ? ` with ${name(value.where)}` : ''
      const nth = value.nth === null ? '' : `${ordinal(value.nth)} `
      const fewer = value.fewer ? `, or ${name(value.fewer)} when there are fewer` : ''
      return value.each
        ? `${nth}${value.aggregate} of ${atom(value.each, name)} over ${plural(value.over)}${condition}${fewer}`
        : `count of ${plural(value.over)}${condition}`
    }
    case 'whole':
      return `whole ${value.unit} from ${name(value.from)} to ${name(value.to)}`
    case 'year':
      return `year of ${name(value.date)}`
    case 'shift':
      return `${name(value.amount)} ${value.unit} ${value.direction} ${name(value.date)}`
    case 'within':
      return withinName(value.is, value.then, letOf)
    case 'compare':
      return `${atom(value.left, name)} ${value.op} ${atom(value.right, name)}`
    case 'one_of':
      return `${name(value.operand)} ${value.negated ? 'not in' : 'in'} ${value.choices.join(', ')}`
    case 'given':
      return `${name(value.operand)} is ${value.negated ? 'not ' : ''}given`
    case 'and':
    case 'or':
      return value.operands.map((operand) => atom(operand, name)).join(` ${value.kind} `)
    case 'not':
      return `not ${atom(value.operand, name)}`
    case 'quantified': {
      const words = { some: 'any', every: 'every', none: 'no' } as const
      const condition = value.condition ? ` with ${name(value.condition)}` : ''
      return `${words[value.quantifier]} ${value.over}${condition}`
    }
    case 'cases': {
      const cases = value.cases.map(({ when, then }) => `${name(then)} when ${name(when)}`)
      const otherwise = value.otherwise ? [`${name(value.otherwise)} otherwise`] : []
      return `(${[...cases, ...otherwise].join(', ')})`
    }
    case 'premium':
    case 'fees':
      return value.kind
    case 'fee':
      return value.name
    case 'not_in_force':
      return `no ${value.name} before ${value.from}`
    case 'assigned':
      return `${value.from} assigned to ${value.to}`
    case 'taken':
      return `${value.entity} has ${value.coverage}`
  }
}

const COMPOUND: ReadonlySet<Value['kind']> = new Set([
  'arithmetic',
  'compare',
  'one_of',
  'and',
  'or',
  'aggregate',
  'whole',
  'shift',
  'quantified',
])

/** Brackets around what would read differently beside its neighbours. */
function atom(value: Value, name: (value: Value) => string): string {
  const text = name(value)
  return COMPOUND.has(value.kind) && value.kind !== 'compare' ? `(${text})` : text
}

function yesNo(value: string | boolean): string {
  return value === true ? 'yes' : value === false ? 'no' : value
}

function qualifiedLet(name: string, letOf: LetOf): string {
  const entity = letOf(name)?.of.findLast((of) => of !== 'coverage')
  return entity === undefined ? name : `${entity}.${name}`
}

function withinName(is: Value, then: Value, letOf: LetOf): string {
  const holder =
    is.kind === 'let' ? is.name : yesNo(is.kind === 'constant' ? is.value : nameOf(is, letOf))
  if (then.kind === 'field') return `${holder}.${then.field.name}`
  if (then.kind === 'let') return `${holder}.${then.name}`
  return `${holder}.${nameOf(then, letOf)}`
}
