import type { Worksheet } from '#rules/index'
import { alignColumns } from './_table.ts'

/** A heading, or cells that stand under those of the other lines: name, what it is, amount. */
type Line = string | readonly [string, string, string]

/** A worksheet in brief: the decision with its reasons, each premium, the fees and the total. */
export function summarise(worksheet: Worksheet): string {
  const { plan, decision, applied } = worksheet
  const lines: readonly Line[] = [
    ...premiumLines(worksheet),
    ...feeLines(worksheet),
    ['Total', worksheet.currency, worksheet.total],
  ]
  const aligned = alignColumns(
    lines.filter((line) => typeof line !== 'string'),
    [2]
  ).values()
  return [
    `${plan.title} ${plan.version}, effective ${worksheet.effectiveOn}`,
    `Decision: ${decision}`,
    ...applied.map(({ rule, action, reason }) => `  ${rule} ${action}: ${reason}`),
    '',
    ...lines.map((line) => (typeof line === 'string' ? line : aligned.next().value)),
  ].join('\n')
}

function premiumLines({ sections }: Worksheet): readonly Line[] {
  return sections.flatMap(({ title, premiums, subtotal }): readonly Line[] => [
    title,
    ...premiums.map(({ coverage, title: name, terms, premium }): Line => [
      `  ${coverage ?? name}`,
      [coverage === null ? '' : name, ...terms.map(({ value }) => value)].join(' ').trim(),
      premium,
    ]),
    ...(premiums.length > 1 ? [['', 'together', subtotal] as const] : []),
  ])
}

function feeLines({ fees }: Worksheet): readonly Line[] {
  const charged = fees.filter(({ status }) => status === 'applied')
  if (charged.length === 0) return []
  return [
    'Fees',
    ...charged.map(({ name, title, amount }) => [`  ${name}`, title, amount] as const),
  ]
}
