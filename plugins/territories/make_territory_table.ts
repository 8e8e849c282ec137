// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- run by hand to make a table, never by a plan
import { writeFile } from 'node:fs/promises'

import { placesOf } from './places_of.ts'
import { territoryCsv, territoryGuide } from './print_territories.ts'
import type { StateTerritories } from './territory.ts'

for (const folder of process.argv.slice(2)) {
  const module: { default: StateTerritories } = await import(`../${folder}/territories.ts`)
  const places = placesOf(module.default.code)
  const write = (path: string, text: string) =>
    writeFile(new URL(`../${folder}/${path}`, import.meta.url), text)
  await write('tables/territory.csv', territoryCsv(module.default, places))
  await write('territories.md', territoryGuide(module.default, places))
}
