import type { Value } from '../plan/model.ts'
import type { Span } from '../source.ts'
import type { DateLiteral, Period } from '../syntax/ast.ts'
import { isCalendarDate } from './resolve_date.ts'
import type { World } from './resolver.ts'
import { DATE, YES_NO } from './types.ts'

/** The policy's field that says from when a quote is covered: what is dated counts by it. */
const EFFECTIVE_ON = 'effective_on'

/** What holds on the policy's first day of cover: that it is not before a date, or that it is. */
export function effectiveDate(
  op: '>=' | '<',
  date: DateLiteral,
  world: Pick<World, 'index' | 'report'>
): Value | null {
  const { span } = date
  const field = world.index.entities.get('policy')?.fields.get(EFFECTIVE_ON)
  if (field?.type.kind !== 'date' || field.optional) {
    return world.report.error(
      'RATE201',
      span,
      `A date of the plan counts by the first day of cover, which this product doesn't ask for`,
      { help: `declare "${EFFECTIVE_ON} date" under "policy"` }
    )
  }
  // The parser has reported any other.
  if (!isCalendarDate(date.text)) return null
  return {
    kind: 'compare',
    type: YES_NO,
    span,
    op,
    left: { kind: 'field', type: DATE, span, entity: 'policy', field },
    right: { kind: 'constant', type: DATE, span, value: date.text, literal: false },
  }
}

/** Where a statement counts only in a part of time, its condition with that demanded as well. */
export function during(
  { from, until }: Period,
  condition: Value | null,
  span: Span,
  world: World
): Value | null {
  if (from && until && until.text <= from.text) {
    world.report.error('RATE221', until.span, `The time ends on ${until.text}, before it begins`)
  }
  const operands = [
    from ? effectiveDate('>=', from, world) : null,
    until ? effectiveDate('<', until, world) : null,
    condition,
  ].filter((operand) => operand !== null)
  const [only] = operands
  return operands.length > 1 ? { kind: 'and', type: YES_NO, span, operands } : (only ?? null)
}
