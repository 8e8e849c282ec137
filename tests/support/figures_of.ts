import type {
  CoveragePremium,
  RuleOutcome,
  Worksheet,
  WorksheetSection,
} from '#rules/rating/worksheet'

/**
 * Everything a worksheet says, each under its name: `total`, `fee tax`, `BI of vehicle 1`, `policy`
 * for a premium without coverages, and for each of its steps `BI of vehicle 1 / Territory` (the
 * running value), `… / Territory / operand`, `… / Territory / written`.
 */
export function figuresOf(worksheet: Worksheet): ReadonlyMap<string, string> {
  const { decision, premium, feeTotal, total, sections, fees, applied, notApplied } = worksheet
  return new Map([
    ['decision', decision],
    ['premium', premium],
    ['fees', feeTotal],
    ['total', total],
    ...fees.map(({ name, amount }): [string, string] => [`fee ${name}`, amount]),
    ...sections.flatMap(sectionFigures),
    ...applied.flatMap((rule) => ruleFigures(rule, rule.action)),
    ...notApplied.flatMap((rule) => ruleFigures(rule, 'does not apply')),
  ])
}

function sectionFigures(section: WorksheetSection): [string, string][] {
  const owner = section.entity === 'policy' ? 'policy' : `${section.entity} ${section.number}`
  return [
    [`subtotal of ${owner}`, section.subtotal],
    ...section.premiums.flatMap((premium) => premiumFigures(owner, premium)),
  ]
}

function premiumFigures(owner: string, { coverage, premium, lines }: CoveragePremium) {
  const name = coverage === null ? owner : `${coverage} of ${owner}`
  const figures: [string, string][] = [[name, premium]]
  for (const line of lines) {
    const step = `${name} / ${line.name}`
    figures.push([`${step} / status`, line.status])
    if (line.value !== null) figures.push([step, line.value])
    if (line.operand !== null) figures.push([`${step} / operand`, line.operand])
    if (line.filledIn !== null) figures.push([`${step} / written`, line.filledIn])
  }
  return figures
}

function ruleFigures({ rule, because }: RuleOutcome, outcome: string): [string, string][] {
  return [
    [`rule ${rule}`, outcome],
    [`rule ${rule} / because`, because],
  ]
}
