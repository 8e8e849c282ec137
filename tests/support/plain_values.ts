import { numbers } from '#rules/plan/domain'
import type { DomainWorld } from '#rules/plan/domain_of'
import type { CompareOp, LetModel, Type, Value } from '#rules/plan/model'
import type { FieldShape, ProductShape } from '#rules/plan/shape'
import { indexShape } from '#rules/plan/shape_index'

const SPAN = { source: 'test', start: 0, end: 0 }
const YES_NO: Type = { kind: 'yes_no' }

/** A world with an empty policy, and with the lets that are given. */
export function plainWorld(lets: Readonly<Record<string, Value>> = {}): DomainWorld {
  const policy = { name: 'policy', list: null, low: 1, high: 1 }
  const shape: ProductShape = {
    ...{ product: 'test', title: 'Test', currency: 'USD', checks: [], assumptions: {} },
    policy: { ...policy, fields: [], entities: [], coverages: [] },
  }
  const models = Object.entries(lets).map(([name, value]): readonly [string, LetModel] => [
    name,
    { name, of: [], value, citation: undefined, span: SPAN },
  ])
  return {
    index: indexShape(shape),
    tables: new Map(),
    lets: new Map(models),
    letDomains: new Map(),
    discounts: numbers(null, null, false),
  }
}

function field(name: string, type: FieldShape['type'], kind: Type): Value {
  const shape = { name, title: name, type, optional: false, private: false, sensitive: false }
  return { kind: 'field', type: kind, span: SPAN, entity: 'policy', field: shape }
}

/** An answer that is a whole number within bounds. */
export function wholeField(name: string, low: number, high: number): Value {
  return field(name, { kind: 'integer', low, high }, { kind: 'integer' })
}

/** An answer that is one of some texts. */
export function choiceField(name: string, choices: readonly string[]): Value {
  return field(name, { kind: 'choice', choices }, { kind: 'choice', choices, ordered: false })
}

/** An answer that is yes or no. */
export function yesNoField(name: string): Value {
  return field(name, { kind: 'yes_no' }, YES_NO)
}

/** An amount within bounds. */
export function moneyField(name: string, low: string, high: string): Value {
  return field(name, { kind: 'money', low, high }, { kind: 'money' })
}

/** A number, a text, a yes or a no. */
export function constant(value: string | boolean): Value {
  const type: Type = typeof value === 'boolean' ? YES_NO : { kind: 'factor' }
  return { kind: 'constant', type, span: SPAN, value, literal: true }
}

/** What a `let` of that name comes to. */
export function letValue(name: string, type: Type = YES_NO): Value {
  return { kind: 'let', type, span: SPAN, name, literal: false }
}

export function compared(left: Value, op: CompareOp, right: string): Value {
  return { kind: 'compare', type: YES_NO, span: SPAN, op, left, right: constant(right) }
}

export function oneOf(operand: Value, choices: readonly string[], negated = false): Value {
  return { kind: 'one_of', type: YES_NO, span: SPAN, operand, choices, negated }
}

export function all(...operands: readonly Value[]): Value {
  return { kind: 'and', type: YES_NO, span: SPAN, operands }
}

export function anyOf(...operands: readonly Value[]): Value {
  return { kind: 'or', type: YES_NO, span: SPAN, operands }
}

export function not(operand: Value): Value {
  return { kind: 'not', type: YES_NO, span: SPAN, operand }
}

/** `THEN when WHEN` for each pair, and `otherwise` where there is one. */
export function cased(
  pairs: readonly (readonly [Value, Value])[],
  otherwise: Value | null = null
): Extract<Value, { readonly kind: 'cases' }> {
  const cases = pairs.map(([when, then]) => ({ when, then }))
  return { kind: 'cases', type: YES_NO, span: SPAN, cases, otherwise }
}
