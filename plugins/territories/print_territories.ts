import { territoryOf } from './territory.ts'
import type { Place, StateTerritories, Territory } from './territory.ts'

/** The table `zip,territory` of these places, one row each; throws where a county has no territory. */
export function territoryCsv(of: StateTerritories, places: readonly Place[]): string {
  const rows = places.map((place) => `${place.zip},${assigned(of, place).name}`)
  return ['zip,territory', ...rows, ''].join('\n')
}

/** The territories in words, with the number of ZIP codes in each. */
export function territoryGuide(of: StateTerritories, places: readonly Place[]): string {
  const names = places.map((place) => assigned(of, place).name)
  const rows = of.territories
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((territory) => {
      const count = names.filter((name) => name === territory.name).length
      return `- **${territory.name}** ${territory.area} (${count}): ${extent(of, territory)}`
    })
  return [
    `# Territories of the illustrative ${of.state} plan`,
    '',
    `${places.length} ZIP codes in ${of.territories.length} territories, by county; the large metropolitan`,
    'counties are split, and “less T01” means what T01 leaves of them. In brackets,',
    'the number of ZIP codes. Made by `plugins/territories/make_territory_table.ts` from',
    '`territories.ts`; change it there.',
    '',
    ...rows,
    '',
  ].join('\n')
}

function assigned(of: StateTerritories, place: Place): Territory {
  const territory = territoryOf(of, place)
  if (territory === undefined) throw new Error(`${place.county} County has no territory`)
  return territory
}

function extent({ territories }: StateTerritories, { name, counties, part }: Territory): string {
  const before = territories
    .slice(
      0,
      territories.findIndex((territory) => territory.name === name)
    )
    .filter((territory) => territory.counties.some((county) => counties.includes(county)))
    .map((territory) => territory.name)
  const less = before.length === 0 ? '' : ` less ${before.toSorted().join(', ')}`
  const only = part === undefined ? '' : `, ${part.words}`
  return `${counties.join(', ')}${less}${only}`
}
