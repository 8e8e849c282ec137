import type { DateUnit, LetModel, RankingModel, Type, Value, ValueOf } from '../plan/model.ts'
import { nameOf } from '../plan/name_of.ts'
import { needsOf } from '../plan/needs.ts'
import { plural, type ShapeIndex } from '../plan/shape_index.ts'
import type { Span } from '../source.ts'
import type {
  Condition,
  ConditionValue,
  Expression,
  NamedValue,
  Place,
  ValueType,
} from './program.ts'

type LetOf = (name: string) => Pick<LetModel, 'of'> | undefined
type Group = Extract<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

const STOCK = {
  'is': 'equal',
  'is not': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
} as const
const DECIMAL = {
  'is': 'decimalEqual',
  'is not': 'decimalNotEqual',
  '<': 'decimalLessThan',
  '<=': 'decimalLessThanInclusive',
  '>': 'decimalGreaterThan',
  '>=': 'decimalGreaterThanInclusive',
} as const
const MIRROR = {
  'is': 'is',
  'is not': 'is not',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
} as const

/** Turns checked values into expressions and conditions, and gathers the facts that conditions name. */
export class Lowering {
  readonly #index: ShapeIndex
  readonly #letOf: LetOf
  readonly #place: (span: Span) => Place
  readonly #mayRefuse: (value: Value) => boolean
  readonly #facts = new Map<string, NamedValue>()

  constructor(
    index: ShapeIndex,
    letOf: LetOf,
    place: (span: Span) => Place,
    mayRefuse: (value: Value) => boolean
  ) {
    this.#index = index
    this.#letOf = letOf
    this.#place = place
    this.#mayRefuse = mayRefuse
  }

  get facts(): readonly NamedValue[] {
    return [...this.#facts.values()]
  }

  needs(value: Value): readonly string[] {
    return needsOf(value, this.#index, this.#letOf)
  }

  expression(value: Value): Expression {
    switch (value.kind) {
      case 'constant':
        return { op: 'constant', type: valueType(value.type), value: value.value }
      case 'field':
        return { op: 'field', entity: value.entity, field: value.field.name }
      case 'term':
        return { op: 'field', entity: 'coverage', field: value.term }
      case 'coverage_name':
        return { op: 'field', entity: 'coverage', field: 'name' }
      case 'let':
        return { op: 'value', name: value.name }
      case 'discounts':
        return { op: 'value', name: 'discounts' }
      case 'lookup':
        return {
          op: value.interpolated ? 'interpolate' : 'lookup',
          table: value.table,
          keys: value.keys.map((key) => this.expression(key)),
          column: value.column,
          ...(value.named === null ? {} : { named: value.named }),
        }
      case 'arithmetic': {
        const ops = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' } as const
        return {
          op: ops[value.op],
          left: this.expression(value.left),
          right: this.expression(value.right),
        }
      }
      case 'negate':
        return { op: 'negate', operand: this.expression(value.operand) }
      case 'bounded': {
        const op = value.bound === 'at least' ? 'at_least' : 'at_most'
        return { op, operand: this.expression(value.operand), bound: this.expression(value.limit) }
      }
      case 'rounded':
        return {
          op: 'round',
          operand: this.expression(value.operand),
          to: value.to,
          mode: value.mode,
        }
      case 'aggregate':
        return {
          op: 'aggregate',
          kind: value.aggregate,
          over: value.over,
          where: value.where && this.group(value.where),
          each: value.each && this.expression(value.each),
          ...(value.nth === null ? {} : { nth: value.nth }),
          ...(value.fewer ? { fewer: this.expression(value.fewer) } : {}),
        }
      case 'whole':
        return {
          op: 'whole',
          unit: value.unit,
          from: this.expression(value.from),
          to: this.expression(value.to),
        }
      case 'year':
        return { op: 'year', date: this.expression(value.date) }
      case 'shift':
        return this.#shift(value)
      case 'within':
        return {
          op: 'within',
          entity: value.entity,
          is: this.expression(value.is),
          then: this.expression(value.then),
        }
      case 'cases':
        return this.#cases(value)
      case 'premium':
      case 'fees':
        return { op: value.kind }
      case 'fee':
        return { op: 'fee', name: value.name }
      case 'not_in_force':
        return { op: 'not_in_force', name: value.name, from: value.from }
      case 'assigned':
        return this.#assigned(value)
      case 'taken':
        return { op: 'taken', coverage: value.coverage, entity: value.entity }
      default:
        return { op: 'condition', condition: this.group(value) }
    }
  }

  /** The condition wrapped in all, any or not, as the engine wants a rule's. */
  group(value: Value): Group {
    const condition = this.condition(value)
    return 'fact' in condition ? { all: [condition] } : condition
  }

  condition(value: Value): Condition {
    switch (value.kind) {
      case 'and':
        return { all: this.#operands(value) }
      case 'or':
        return { any: this.#operands(value) }
      case 'not':
        return { not: this.condition(value.operand) }
      case 'constant':
        return value.value === true ? { all: [] } : { not: { all: [] } }
      case 'compare':
        return this.#compare(value)
      case 'one_of':
        return this.#oneOf(value)
      case 'given':
        return { fact: this.#fact(value.operand), operator: 'given', value: !value.negated }
      case 'quantified':
        return { fact: this.#list(value), operator: value.quantifier, value: this.#nested(value) }
      default:
        return { fact: this.#fact(value), operator: 'equal', value: true }
    }
  }

  /** A part that may refuse, and all behind it, come after those before it. */
  #operands(value: ValueOf<'and' | 'or'>): readonly Condition[] {
    const operands = flattened(value)
    const conditions = operands.map((operand) => this.condition(operand))
    const later = operands.map((operand, at) => at > 0 && this.#mayRefuse(operand))
    const levels = later.filter((isLater) => isLater).length
    if (levels === 0) return conditions
    let priority = levels + 1
    return conditions.map((condition, at) => {
      if (later[at]) priority -= 1
      return { ...condition, priority }
    })
  }

  #nested(value: ValueOf<'quantified'>): Group {
    return value.condition ? this.group(value.condition) : { all: [] }
  }

  #compare(value: ValueOf<'compare'>): Condition {
    const isTurned = value.left.kind === 'constant' && value.right.kind !== 'constant'
    const [left, right] = isTurned ? [value.right, value.left] : [value.left, value.right]
    const op = isTurned ? MIRROR[value.op] : value.op
    const isDecimal = isDecimalType(left.type) || isDecimalType(right.type)
    return {
      fact: this.#fact(left),
      operator: (isDecimal ? DECIMAL : STOCK)[op],
      value: this.#operand(right, isDecimal),
    }
  }

  #operand(value: Value, isDecimal: boolean): ConditionValue {
    if (value.kind !== 'constant') return { fact: this.#fact(value) }
    return value.type.kind === 'integer' && !isDecimal ? Number(value.value) : value.value
  }

  #oneOf({ operand, choices, negated }: ValueOf<'one_of'>): Condition {
    const values = operand.type.kind === 'integer' ? choices.map(Number) : choices
    const [only] = values
    const fact = this.#fact(operand)
    if (values.length === 1 && only !== undefined) {
      return { fact, operator: negated ? 'notEqual' : 'equal', value: only }
    }
    return { fact, operator: negated ? 'notIn' : 'in', value: values }
  }

  /** Where the cases were proved to cover all, the last needs no condition. */
  #cases({ cases, otherwise }: ValueOf<'cases'>): Expression {
    const last = otherwise ?? cases.at(-1)?.then
    if (!last) throw new Error('Cases without a case')
    return {
      op: 'cases',
      cases: (otherwise ? cases : cases.slice(0, -1)).map(({ when, then }) => ({
        when: this.group(when),
        then: this.expression(then),
      })),
      otherwise: this.expression(last),
    }
  }

  #assigned({ from, to, rankFrom, rankTo, leftOver }: ValueOf<'assigned'>): Expression {
    const ranking = ({ by, first }: RankingModel) => ({ by: this.expression(by), first })
    return {
      op: 'assign',
      from,
      to,
      rankFrom: rankFrom.map(ranking),
      rankTo: rankTo.map(ranking),
      leftOver: leftOver && ranking(leftOver),
    }
  }

  #shift(value: ValueOf<'shift'>): Expression {
    const unit: DateUnit = value.unit
    return {
      op: 'shift',
      unit,
      date: this.expression(value.date),
      amount: this.expression(value.amount),
      direction: value.direction,
    }
  }

  /** The name of the fact that stands for a value, which is gathered where it is new. */
  #fact(value: Value): string {
    const name = nameOf(value, this.#letOf)
    if (!this.#facts.has(name)) {
      this.#facts.set(name, {
        name,
        of: this.needs(value),
        type: valueType(value.type),
        expression: this.expression(value),
        at: this.#place(value.span),
      })
    }
    return name
  }

  #list({ over, holder, span }: ValueOf<'quantified'>): string {
    const name = holder === 'policy' ? plural(over) : `${holder}.${plural(over)}`
    if (!this.#facts.has(name)) {
      this.#facts.set(name, {
        name,
        of: this.#index.entities.get(holder)?.path ?? [],
        type: 'list',
        expression: { op: 'list', over },
        at: this.#place(span),
      })
    }
    return name
  }
}

/** The parts of conditions joined by one word, at whatever depth; those that are certain say nothing. */
function flattened({ kind, operands }: ValueOf<'and' | 'or'>): readonly Value[] {
  return operands.flatMap((operand) => {
    if (operand.kind === kind) return flattened(operand)
    const saysNothing = operand.kind === 'constant' && operand.value === true && kind === 'and'
    return saysNothing ? [] : [operand]
  })
}

function isDecimalType(type: Type): boolean {
  return type.kind === 'money' || type.kind === 'factor' || type.kind === 'percent'
}

/** The type of a value at run time. */
export function valueType(type: Type): ValueType {
  switch (type.kind) {
    case 'money':
    case 'factor':
    case 'percent':
      return 'decimal'
    case 'coverage':
      return 'choice'
    default:
      return type.kind
  }
}
