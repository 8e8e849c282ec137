import { integer } from '../money/decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { FieldShapeType } from '../plan/shape.ts'
import type { Expression } from '../program/program.ts'
import { known, type Layout } from './layout.ts'
import type { Risk, Value } from './risk.ts'
import type { Evaluate } from './slot.ts'

/** Reads a field of the entity in scope, or the name or a term of the coverage in scope. */
export function compileField(
  { entity, field }: Extract<Expression, { readonly op: 'field' }>,
  layout: Layout
): Evaluate {
  if (entity === 'coverage') return field === 'name' ? coverageName : compileTerm(field)
  const kind = layout.kind(entity)
  const shape = kind.fields.get(field)
  // An entity in scope may itself be what a binding is to: `operator of vehicle = driver`.
  if (!shape) return (risk) => risk.at(known(field === entity ? kind : undefined, field))
  const read = reader(shape.type, layout)
  return (risk) => {
    const value = risk.at(kind).facts[field]
    return value === undefined ? null : read(value, risk)
  }
}

function coverageName(risk: Risk): Value {
  return risk.coverage?.name ?? null
}

function compileTerm(term: string): Evaluate {
  return (risk) => {
    const { coverage } = risk
    if (coverage === null) return null
    const chosen = risk.at(coverage.carrier).terms(coverage.name)?.[term]
    return chosen === undefined ? null : String(chosen)
  }
}

/** How a field's JSON value is read, by its type; validation has shown that it has that type. */
function reader(type: FieldShapeType, layout: Layout): (value: unknown, risk: Risk) => Value {
  switch (type.kind) {
    case 'integer':
    case 'months':
      return (value) => integer(Number(value))
    case 'money':
    case 'factor':
      return (value) => toDecimal(String(value))
    case 'yes_no':
      return (value) => value === true
    case 'entity': {
      // Only what the policy itself holds has a number to be referred to by.
      const kind = layout.kind(type.entity)
      return (value, risk) => risk.policy.list(kind)[Number(value) - 1] ?? null
    }
    default:
      return String
  }
}
