import { shiftDate, type EntityFacts, type FieldShape, type Program } from '#rules/index'

type Value = EntityFacts[string]

/** A number that is well formed and no vehicle's. */
const NO_VEHICLE = '11111111111111111'

/** How many other ZIP codes of the same territory are tried. */
const ZIPS = 3

/**
 * Values that may stand in for a private one, those first that say least: any text for a text, the same age for
 * a date, a ZIP code for which the plan's tables have the same rows.
 */
export function standInCandidates(
  { name, title, type }: FieldShape,
  value: Value,
  frame: { readonly program: Program; readonly effectiveOn: string }
): readonly Value[] {
  switch (type.kind) {
    case 'text':
      return [title.slice(0, type.maxLength)]
    case 'vin':
      return [NO_VEHICLE]
    case 'zip':
      return typeof value === 'string' ? zipsLike(value, frame.program) : []
    case 'date':
      return typeof value === 'string' ? datesLike(value, frame.effectiveOn) : []
    case 'integer':
      return typeof value === 'number' ? roundedNumbers(value, type.low) : []
    case 'months':
      return type.choices
    case 'choice':
      return type.choices.map((choice) => (typeof value === 'number' ? Number(choice) : choice))
    case 'yes_no':
      return [false, true]
    case 'entity':
      return [1, value]
    case 'money':
    case 'factor':
      return [type.low, type.high]
    default:
      throw new RangeError(`Nothing stands in for ${name}.`)
  }
}

/** As many whole years before the first day of cover; then the first days of the year and the month. */
function datesLike(date: string, effectiveOn: string): readonly string[] {
  const years = Number(effectiveOn.slice(0, 4)) - Number(date.slice(0, 4))
  const isReached = date.slice(5) <= effectiveOn.slice(5)
  const sameAge = shiftDate(effectiveOn, 'years', -(isReached ? years : years - 1))
  return [sameAge, `${date.slice(0, 4)}-01-01`, `${date.slice(0, 7)}-01`]
}

function zipsLike(zip: string, { tables }: Program): readonly string[] {
  const alike = tables.flatMap(({ keys, rows }) => {
    const at = rows.find(({ keys: [first] }) => keys.length === 1 && first && isText(first, zip))
    if (!at) return []
    const values = JSON.stringify(at.values)
    return rows.flatMap(({ keys: [first], values: others }) =>
      first && 'is' in first && JSON.stringify(others) === values ? [first.is] : []
    )
  })
  const others = [...new Set(alike)].filter((each) => each !== zip)
  // A territory of one ZIP code has no other: the code is the territory.
  return [...others.slice(0, ZIPS), ...(alike.length > 0 && others.length === 0 ? [zip] : [])]
}

function isText(cell: Program['tables'][number]['rows'][number]['keys'][number], text: string) {
  return 'is' in cell && cell.is === text
}

function roundedNumbers(value: number, low: number): readonly number[] {
  return [low, ...[1000, 100, 10, 5].map((unit) => Math.floor(value / unit) * unit)]
}
