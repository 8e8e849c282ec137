import { territories, territoryOf } from './territories.ts'
import type { Place, Territory } from './territories.ts'

/** The table `zip,territory` of these places, one row each; throws where a county has no territory. */
export function territoryCsv(places: readonly Place[]): string {
  const rows = places.map((place) => `${place.zip},${assigned(place).name}`)
  return ['zip,territory', ...rows, ''].join('\n')
}

/** The territories in words, with the number of ZIP codes in each. */
export function territoryGuide(places: readonly Place[]): string {
  const names = places.map((place) => assigned(place).name)
  const rows = territories
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((territory) => {
      const count = names.filter((name) => name === territory.name).length
      return `- **${territory.name}** ${territory.area} (${count}): ${extent(territory)}`
    })
  return [
    '# Territories of the illustrative Texas plan',
    '',
    `${places.length} ZIP codes in ${territories.length} territories, by county; the large metropolitan`,
    'counties are split, and “less T01” means what T01 leaves of them. In brackets,',
    'the number of ZIP codes. Made by `tools/make_territory_table.ts` from `tools/territories.ts`;',
    'change it there.',
    '',
    ...rows,
    '',
  ].join('\n')
}

function assigned(place: Place): Territory {
  const territory = territoryOf(place)
  if (territory === undefined) throw new Error(`${place.county} County has no territory`)
  return territory
}

function extent({ name, counties, part }: Territory): string {
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
