import type {
  CoveragePremium,
  RuleOutcome,
  Section,
  Worksheet,
  WorksheetFee,
  WorksheetLine,
} from '../../../client/types.ts'

/** Something on the worksheet that can be looked into and linked to. */
export type Step = { readonly key: string } & (
  | {
      readonly kind: 'line'
      readonly section: Section
      readonly premium: CoveragePremium
      readonly line: WorksheetLine
    }
  | { readonly kind: 'fee'; readonly fee: WorksheetFee }
  | { readonly kind: 'rule'; readonly rule: RuleOutcome; readonly applied: boolean }
)

/** Every step of the worksheet, from its top to its foot. */
export function stepsOf(worksheet: Worksheet): readonly Step[] {
  return [
    ...sectionsOf(worksheet).flatMap((section) =>
      section.premiums.flatMap((premium) =>
        premium.lines.map((line, index): Step => {
          return { key: lineKey(section, premium, index), kind: 'line', section, premium, line }
        })
      )
    ),
    ...worksheet.fees.map((fee): Step => ({ key: feeKey(fee), kind: 'fee', fee })),
    ...worksheet.applied.map((rule): Step => {
      return { key: ruleKey(rule), kind: 'rule', rule, applied: true }
    }),
    ...worksheet.notApplied.map((rule): Step => {
      return { key: ruleKey(rule), kind: 'rule', rule, applied: false }
    }),
  ]
}

/** The sections of the worksheet; steps on the sum of the premiums are one more, at their end. */
export function sectionsOf({ sections, policyTotal }: Worksheet): readonly Section[] {
  if (!policyTotal) return sections
  const { before, lines, premium } = policyTotal
  const title = `Sum of the premiums ${before}`
  const total: CoveragePremium = { coverage: null, title, terms: [], lines, premium }
  const whole = {
    entity: 'total',
    number: 1,
    title: 'Policy',
    premiums: [total],
    subtotal: premium,
  }
  return [...sections, whole]
}

/** Where a premium stands on the page: `vehicle-1.BI`. */
export function premiumKey(section: Section, premium: CoveragePremium): string {
  return `${section.entity}-${section.number}.${premium.coverage ?? 'all'}`
}

/** Where a section of the worksheet stands on the page: `vehicle-1`. */
export function sectionKey({ entity, number }: Section): string {
  return `${entity}-${number}`
}

/** Whether a step had no part in the price or the decision. */
export function isIdle(step: Step): boolean {
  if (step.kind === 'line') return step.line.status !== 'applied'
  return step.kind === 'rule' && !step.applied
}

/** The address of a step in its page, which stays the same for the life of the quote's version. */
export function lineKey(section: Section, premium: CoveragePremium, index: number): string {
  return `${premiumKey(section, premium)}.${index + 1}`
}

export function feeKey(fee: WorksheetFee): string {
  return `fee.${fee.name}`
}

export function ruleKey(rule: RuleOutcome): string {
  return `rule.${rule.rule}`
}
