import type { Expression, Program, StepProgram } from '#rules/program/program'

/** When each discount of the Texas plan is due, in the words of zen-engine. */
const DUE: Readonly<Record<string, string>> = {
  multi_car: 'vehicles >= 2',
  homeowner: 'policy.homeowner',
  paid_in_full: 'policy.paid_in_full',
  paperless: 'policy.paperless',
  clean_record: 'is_clean',
  good_student: 'operator.good_student and age < 25',
  course: 'has_course',
  antitheft: 'vehicle.antitheft and coverage == "COMP"',
}

/**
 * The steps of the Texas plan's premium as the content of an expression node: one expression each, rounded half up as the
 * step is. @throws Error for a step that it doesn't know, so that none is left out.
 */
export function zenSteps(program: Program): object {
  const steps = program.premiums[0]?.steps ?? []
  const expressions = steps.map((step, at) => ({
    ...{ id: `s${at}`, key: `s${at}` },
    value: rounded(stepText(step, at === 0 ? '0' : `$.s${at - 1}`), step),
  }))
  const last = { id: 'premium', key: 'premium', value: `$.s${steps.length - 1}` }
  return {
    passThrough: false,
    expressions: [
      { id: 'discount', key: 'discount', value: discountText(program) },
      ...expressions,
      last,
    ],
  }
}

function stepText({ op, operand }: StepProgram, before: string): string {
  if (op === 'round') return before
  if (operand?.op === 'lookup') {
    // A table has no row for coverages that a step is not for.
    return op === 'base' ? operand.table : `${before} * (${operand.table} ?? 1)`
  }
  if (op === 'at least' && operand?.op === 'constant') {
    return `max([${before}, ${String(operand.value)}])`
  }
  if (op === 'times' && operand?.op === 'subtract') return `${before} * (1 - $.discount)`
  if (op === 'times' && operand?.op === 'divide') return `${before} * policy.term / 12`
  throw new Error(`A step that is not known: ${op}`)
}

function rounded(text: string, { round }: StepProgram): string {
  return round ? `floor((${text}) / ${round.to} + 0.5) * ${round.to}` : text
}

function discountText(program: Program): string {
  const [discount] = program.discounts
  if (!discount?.coverages || !discount.atMost) throw new Error('The plan has discounts and a cap')
  const parts = discount.items.map(({ name, percent }) => {
    const due = DUE[name]
    if (due === undefined) throw new Error(`A discount that is not known: ${name}`)
    return `((${due}) ? ${constantOf(percent, program)} : 0)`
  })
  const most = constantOf(discount.atMost, program)
  const of = discount.coverages.map((name) => JSON.stringify(name)).join(', ')
  return `coverage in [${of}] ? min([${parts.join(' + ')}, ${most}]) : 0`
}

function constantOf(expression: Expression, program: Program): string {
  if (expression.op === 'constant') return String(expression.value)
  const value =
    expression.op === 'value' && program.values.find(({ name }) => name === expression.name)
  if (!value) throw new Error(`Not a constant: ${expression.op}`)
  return constantOf(value.expression, program)
}
