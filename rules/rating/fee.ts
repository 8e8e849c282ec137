import { add, compare, divide, multiply } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { FeeProgram } from '../program/program.ts'
import { compileNumber } from './compile_expression.ts'
import type { Compiler, RulePlace } from './compiler.ts'
import { compileExplain, type Explain } from './explain.ts'
import { fired } from './fired.ts'
import type { Kind } from './layout.ts'
import { compileGiven } from './compile_operand.ts'
import { prepareRounding, type PreparedRounding } from './prepare_steps.ts'
import type { Charged, Risk } from './risk.ts'
import type { WorksheetFee } from './worksheet.ts'

export interface PreparedFee {
  readonly program: FeeProgram
  readonly kind: Kind
  readonly amount: (risk: Risk) => Exact
  /** What a charge of the policy is worked out from, filled in; null for any other. */
  readonly explain: Explain | null
  readonly months: ((risk: Risk) => Exact | null) | null
  readonly place: RulePlace | null
  readonly rounding: PreparedRounding | null
  readonly digits: number
}

/** A fee worked out, with all that is told of it. */
export interface WorkedFee {
  readonly fee: PreparedFee
  readonly amount: Exact
  /** What each of those it is charged for came to, before the term. */
  readonly amounts: readonly Exact[]
  readonly months: Exact | null
  /** What it could speak of. */
  readonly charged: Charged
}

const ZERO = integer(0)
const MONTHS_A_YEAR = integer(12)

/** Compiles one fee. */
export function prepareFee(program: FeeProgram, digits: number, compiler: Compiler): PreparedFee {
  const { each, by, rule, round } = program
  return {
    program,
    kind: compiler.layout.kind(each),
    amount: compileGiven(program.amount, program.name, compiler),
    explain:
      program.kind === 'fee' || by !== null || compiler.layout.kind(each).list !== null
        ? null
        : compileExplain(program.amount, compiler),
    months: by === null ? null : compileMonths(by, compiler),
    place: rule === null ? null : compiler.rule(rule),
    rounding: round && prepareRounding(round),
    digits,
  }
}

/** Works out those that are in force on a day, each knowing the premium and the fees before it. */
export function workFees(
  fees: readonly PreparedFee[],
  effectiveOn: string,
  premium: Exact,
  risk: Risk
): readonly WorkedFee[] {
  risk.charged = { premium, fees: ZERO, byName: new Map() }
  return fees.flatMap((fee) => {
    if (!isInForce(fee.program, effectiveOn)) return []
    const worked = workFee(fee, risk)
    risk.charged.byName.set(fee.program.name, worked.amount)
    risk.charged = { ...risk.charged, fees: add(risk.charged.fees, worked.amount) }
    return [worked]
  })
}

/** Days as ISO text have the order of the calendar. */
function isInForce({ from, until }: FeeProgram, day: string): boolean {
  return (from === null || from <= day) && (until === null || day < until)
}

/** Works out a fee: the sum over the entities it is charged for, by the term, then rounded. */
function workFee(fee: PreparedFee, risk: Risk): WorkedFee {
  const amounts: Exact[] = []
  for (const instance of risk.all(fee.kind)) {
    risk.enter(instance)
    if (fee.place === null || fired(fee.place, risk)) amounts.push(fee.amount(risk))
  }
  const months = fee.months && fee.months(risk)
  const yearly = amounts.reduce(add, ZERO)
  const exact = months ? divide(multiply(yearly, months), MONTHS_A_YEAR) : yearly
  const amount = fee.rounding ? fee.rounding.apply(exact) : exact
  return { fee, amount, amounts, months, charged: risk.charged }
}

/** Writes a fee down, with the same charges before it. */
export function writeFee(
  { fee, amount, amounts, months, charged }: WorkedFee,
  risk: Risk
): WorksheetFee {
  risk.charged = charged
  const { program } = fee
  return {
    kind: program.kind,
    name: program.name,
    from: program.from,
    title: program.title,
    status: amounts.length > 0 ? 'applied' : 'does not apply',
    entity: program.each,
    count: amounts.length,
    filledIn:
      fee.explain && amounts.length > 0 ? fee.explain(risk, []) : filledIn(fee, amounts, months),
    amount: formatExact(amount, fee.digits),
    rounding: fee.rounding && fee.rounding.text,
    citation: program.citation ?? null,
    at: program.at,
  }
}

/** A bare name is a field of the policy, as in `by term`. */
function compileMonths(by: string, compiler: Compiler): (risk: Risk) => Exact | null {
  const [entity = 'policy', field] = by.includes('.') ? by.split('.') : ['policy', by]
  return compileNumber({ op: 'field', entity, field: field ?? by }, compiler)
}

function filledIn(
  { kind, digits }: PreparedFee,
  amounts: readonly Exact[],
  months: Exact | null
): string {
  const [first] = amounts
  const byTerm = months ? ` x ${formatExact(months)}/12` : ''
  if (first === undefined) return `0 ${kind.list ?? kind.name}`
  if (kind.list === null) return formatExact(first, digits) + byTerm
  if (amounts.every((amount) => compare(amount, first) === 0)) {
    const counted = amounts.length === 1 ? `1 ${kind.name}` : `${amounts.length} ${kind.list}`
    return `${formatExact(first, digits)} x ${counted}${byTerm}`
  }
  const sum = amounts.map((amount) => formatExact(amount, digits)).join(' + ')
  return byTerm === '' ? sum : `(${sum})${byTerm}`
}
