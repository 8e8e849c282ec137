import { isRecord } from '../facts/findings.ts'
import type { EntityFacts, Facts } from '../facts/facts.ts'
import type { EntityShape, FieldShape, ProductShape } from '../plan/shape.ts'
import type { Worksheet } from '../rating/worksheet.ts'
import { format } from '../syntax/print.ts'
import { feeArithmetic, premiumArithmetic } from './write_arithmetic.ts'

/** The least that makes a plan of an example, so that it is laid out as it will stand in one. */
const HEAD = `plan some_plan "Some plan"
  of         some_product
  in         TX
  version    2026.1
  effective  new business 2026-01-01, renewals 2026-01-01

`

/** What an example is called until its author says what it shows. */
export const UNTITLED = 'Untitled'

const ABSENCES = [
  ['decline', 'no decline'],
  ['refer', 'no referral'],
  ['require', 'no requirement'],
] as const

/**
 * A rated risk as a worked example in the language, with the arithmetic of each premium and fee in
 * the figures that it was worked with. It tells what the plan does today: whether that is what the
 * manual means is its author's to read.
 */
export function writeExample(
  shape: ProductShape,
  facts: Facts,
  worksheet: Worksheet,
  title: string = UNTITLED
): string {
  const lines = [
    `example "${title.replaceAll(/["\n\r]/g, "'")}"`,
    '  given',
    ...givenLines(shape.policy, facts.policy, 4),
    ...coverageLines(shape.policy, facts.policy, 6),
    ...childLines(shape.policy, facts, 4),
    '  expect',
    ...expectLines(worksheet).map((line) => `    ${line}`),
  ]
  const { text } = format({ name: 'example', text: `${HEAD}${lines.join('\n')}\n` })
  return text.slice(text.indexOf('\nexample ') + 1)
}

function givenLines(shape: EntityShape, given: EntityFacts, indent: number): readonly string[] {
  const fields = shape.fields.flatMap((field) => {
    const value = given[field.name]
    return value === undefined ? [] : [`${field.name} ${valueText(field, value)}`]
  })
  return [`${' '.repeat(indent)}${shape.name} ${fields.join(', ')}`.trimEnd()]
}

function childLines(
  { entities }: EntityShape,
  holder: EntityFacts | Facts,
  indent: number
): readonly string[] {
  return entities.flatMap((shape) => {
    const given = shape.list === null ? undefined : holder[shape.list]
    if (!Array.isArray(given)) return []
    return given
      .filter(isEntity)
      .flatMap((each) => [
        ...givenLines(shape, each, indent),
        ...coverageLines(shape, each, indent + 2),
        ...childLines(shape, each, indent + 2),
      ])
  })
}

/** What `validateFacts` lets into the list of an entity is an entity. */
function isEntity(value: unknown): value is EntityFacts {
  return isRecord(value)
}

function coverageLines(shape: EntityShape, given: EntityFacts, indent: number): readonly string[] {
  const { coverages } = given
  if (!isRecord(coverages)) return []
  const taken = shape.coverages.flatMap(({ name, terms }) => {
    const chosen = coverages[name]
    if (!isRecord(chosen)) return []
    return [[name, ...terms.map((term) => String(chosen[term.name]))].join(' ')]
  })
  return taken.length > 0 ? [' '.repeat(indent) + taken.join(', ')] : []
}

function valueText({ type }: FieldShape, value: EntityFacts[string]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = String(value)
  // A quotation mark can't stand in a text of the language.
  return type.kind === 'text' || type.kind === 'vin' ? `"${text.replaceAll('"', "'")}"` : text
}

function expectLines({ sections, fees, total, applied }: Worksheet): readonly string[] {
  return [
    ...sections.flatMap(({ entity, number, premiums }) =>
      premiums.map(({ coverage, premium, lines }) => {
        const of = entity === 'policy' ? entity : `${entity} ${number}`
        return `${coverage ?? 'premium'} of ${of} = ${premium} by ${premiumArithmetic(lines)}`
      })
    ),
    ...fees.map((fee) => {
      const by = feeArithmetic(fee)
      return `fee ${fee.name} = ${fee.amount}${by === null ? '' : ` by ${by}`}`
    }),
    `total = ${total}`,
    ...ABSENCES.flatMap(([action, absence]) => {
      const rules = applied.filter((outcome) => outcome.action === action)
      return rules.length > 0 ? rules.map(({ rule }) => `${action} ${rule}`) : [absence]
    }),
  ]
}
