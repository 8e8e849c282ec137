// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- run by hand to make a table, never by a plan
import { writeFile } from 'node:fs/promises'

import { territoryCsv, territoryGuide } from './print_territories.ts'
import { texasPlaces } from './texas_places.ts'

const places = texasPlaces()
await writeFile(new URL('../tables/territory.csv', import.meta.url), territoryCsv(places))
await writeFile(new URL('../territories.md', import.meta.url), territoryGuide(places))
