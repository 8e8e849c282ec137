/** A ZIP code and where its middle is, in degrees. */
export interface Place {
  readonly zip: string
  readonly latitude: number
  readonly longitude: number
}

const EARTH_KILOMETRES = 6371

/** The nearest of some places on the sphere, of equally near ones the lowest ZIP; null of none. */
export function nearestPlace(
  to: Place,
  places: readonly Place[]
): { readonly zip: string; readonly kilometres: string } | null {
  let best: { readonly zip: string; readonly distance: number } | null = null
  for (const place of places) {
    const distance = kilometres(to, place)
    const isNearer = best === null || distance < best.distance
    const isFirst = best !== null && distance === best.distance && place.zip < best.zip
    if (isNearer || isFirst) best = { zip: place.zip, distance }
  }
  return best && { zip: best.zip, kilometres: best.distance.toFixed(1) }
}

function kilometres(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2
  const across = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude))
  const chord = half(one.latitude, other.latitude) + across * half(one.longitude, other.longitude)
  return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(chord)))
}
