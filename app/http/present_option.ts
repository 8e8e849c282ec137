import type { FactChange } from '#services/offers/vary_facts'
import type { Lever } from '#services/offers/find_levers'
import type { PricedOption, RatedRisk } from '#services/offers/price_options'
import { presentPremiums, presentReason } from './present_rating.ts'

/** What was asked for, beside which options and levers are priced. */
export function presentAsked({ worksheet }: RatedRisk) {
  const { currency, decision, premium, feeTotal, total } = worksheet
  return { currency, decision, premium, fee_total: feeTotal, total }
}

/** An option as the API shows it, with the facts to go on with. */
export function presentOption({ worksheet, ...option }: PricedOption) {
  return {
    kind: option.kind,
    name: option.name,
    title: option.title,
    changes: option.changes.map(presentChange),
    decision: worksheet.decision,
    reasons: worksheet.applied.map(presentReason),
    premiums: presentPremiums(worksheet),
    premium: worksheet.premium,
    fee_total: worksheet.feeTotal,
    total: worksheet.total,
    difference: option.difference,
    facts: option.facts,
  }
}

/** A lever as the API shows it. */
export function presentLever({ kind, title, entity, change, total, difference, requires }: Lever) {
  return {
    kind,
    title,
    entity,
    change: presentChange(change),
    total,
    difference,
    requires: requires.map(({ rule, reason, citation }) => ({ rule, reason, citation })),
  }
}

function presentChange({ pointer, before = null, after = null }: FactChange) {
  return { pointer: `/facts${pointer}`, before, after }
}
