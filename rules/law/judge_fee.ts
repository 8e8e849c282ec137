import { compare } from '../money/arithmetic.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import type { FeeModel } from '../plan/model.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { FeeRow } from '../syntax/law_ast.ts'
import { broken, cited, type Court, type LawStatus } from './law.ts'

/** The plan takes the fee, of that amount, as often and by those months. */
export function judgeFee(row: FeeRow, court: Court): LawStatus {
  const { plan, report, state } = court
  const { name, amount } = row
  const fee = plan.fees.find((each) => each.name === name.name)
  if (!fee) {
    if (row.optional) return 'kept'
    const message = `The plan takes no fee "${name.name}", which ${state} demands${cited(row)}`
    return broken(row, report, 'RATE413', name.span, message)
  }
  const differences = differencesOf(fee, row, court)
  if (differences.length === 0) return 'kept'
  const message = `Fee ${name.name} ${differences.join(' and ')}${cited(row)}`
  return broken(row, report, 'RATE413', fee.span, message, {
    related: [{ span: amount.span, message: 'the law is here' }],
  })
}

function differencesOf(fee: FeeModel, row: FeeRow, { plan, state }: Court): readonly string[] {
  const { amount } = fee
  const set = toDecimal(row.amount.text)
  const isSet =
    amount.kind === 'constant' &&
    typeof amount.value === 'string' &&
    compare(toDecimal(amount.value), set) === 0
  const each = row.each ? (indexShape(plan.shape).words.get(row.each.name) ?? '') : 'policy'
  const by = row.by?.name ?? null
  return [
    ...(isSet ? [] : [`is ${fee.text}, but ${state} sets ${row.amount.text}`]),
    ...(fee.each === each
      ? []
      : [`is taken for each ${fee.each}, not each ${row.each?.name ?? 'policy'}`]),
    ...(fee.by === by
      ? []
      : [by ? `is not prorated by ${by}` : 'is prorated, which it must not be']),
    ...(fee.when ? ['is not taken of everyone'] : []),
  ]
}
