import { add } from '../money/arithmetic.ts'
import { integer, type Exact } from '../money/decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import type { FieldShape } from '../plan/shape.ts'
import type { Kind } from './layout.ts'
import type { WorkedPremium } from './premium.ts'
import type { Instance, Risk } from './risk.ts'
import type { WorksheetSection } from './worksheet.ts'
import { writePremium } from './write_premium.ts'

const TOLD_KINDS = new Set<FieldShape['type']['kind']>(['integer', 'choice', 'entity'])

/** Gathers premiums by the entity they are for, each entity where it first comes up. */
export function gatherSections(
  worked: readonly WorkedPremium[],
  digits: number,
  risk: Risk
): readonly WorksheetSection[] {
  const groups = Map.groupBy(worked, ({ instance }) => instance)
  return [...groups].map(([instance, premiums]) => ({
    entity: instance.kind.name,
    number: instance.number,
    title: sectionTitle(instance),
    premiums: premiums.map((premium) => writePremium(premium, digits, risk)),
    subtotal: formatExact(sumOf(premiums), digits),
  }))
}

/** The exact sum of some amounts. */
export function sumOf(amounts: readonly { readonly amount: Exact }[]): Exact {
  return amounts.reduce<Exact>((sum, { amount }) => add(sum, amount), integer(0))
}

/** `Vehicle 1: model year 2021, symbol 11, principal operator driver 1`, without private or sensitive answers. */
function sectionTitle(instance: Instance): string {
  const { kind, number, facts } = instance
  const name = kind.name.charAt(0).toUpperCase() + kind.name.slice(1).replaceAll('_', ' ')
  if (kind.list === null) return name
  const told = toldFields(kind).flatMap(({ name: field, title, type }) => {
    const value = facts[field]
    if (value === undefined) return []
    const shown =
      typeof value === 'number' && type.kind === 'integer' ? grouped(value, field) : value
    const label = title.charAt(0).toLowerCase() + title.slice(1)
    return [type.kind === 'entity' ? `${label} ${type.entity} ${value}` : `${label} ${shown}`]
  })
  return told.length === 0 ? `${name} ${number}` : `${name} ${number}: ${told.join(', ')}`
}

function toldFields(kind: Kind): readonly FieldShape[] {
  return kind.shape.fields.filter(
    ({ type, private: isPrivate, sensitive }) =>
      TOLD_KINDS.has(type.kind) && !isPrivate && !sensitive
  )
}

/** Digits in groups of three, but not those of a year. */
function grouped(value: number, field: string): string {
  if (field.endsWith('year')) return String(value)
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
