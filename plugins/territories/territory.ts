/** A ZIP code with the county and the point the postal data gives it; degrees, east and north positive. */
export interface Place {
  readonly zip: string
  readonly county: string
  readonly latitude: number
  readonly longitude: number
}

/** One rating territory: whole counties, or the part of a county that `where` holds. */
export interface Territory {
  readonly name: string
  readonly area: string
  readonly counties: readonly string[]
  readonly part?: Part
}

/**
 * The territories of a state in the order they are tried: a place belongs to the first that lists its
 * county and whose part holds it. The last territory of a split county therefore names no part.
 */
export interface StateTerritories {
  /** The state's postal code. */
  readonly code: string
  readonly state: string
  readonly territories: readonly Territory[]
}

export interface Part {
  readonly words: string
  readonly holds: (place: Place) => boolean
}

export type Point = Pick<Place, 'latitude' | 'longitude'>

/** The territory of a place, or undefined where no territory lists its county. */
export function territoryOf(
  { territories }: StateTerritories,
  place: Place
): Territory | undefined {
  return territories.find(
    ({ counties, part }) => counties.includes(place.county) && (part?.holds(place) ?? true)
  )
}

/** Flat-earth distance with the miles that a degree has at the centre: ample for a circle in a city. */
export function near(centre: Point, miles: number): Part {
  const milesEast = 69.17 * Math.cos((centre.latitude * Math.PI) / 180)
  return {
    words: `within ${miles} miles of downtown`,
    holds: ({ latitude, longitude }) => {
      const north = 69 * (latitude - centre.latitude)
      const east = milesEast * (longitude - centre.longitude)
      return north * north + east * east <= miles * miles
    },
  }
}

export function northOf(latitude: number): Part {
  return { words: `north of ${latitude}° N`, holds: (place) => place.latitude >= latitude }
}

export function southOf(latitude: number): Part {
  return { words: `south of ${latitude}° N`, holds: (place) => place.latitude < latitude }
}

export function eastOf(longitude: number): Part {
  return { words: `east of ${-longitude}° W`, holds: (place) => place.longitude >= longitude }
}

export function westOf(longitude: number): Part {
  return { words: `west of ${-longitude}° W`, holds: (place) => place.longitude < longitude }
}

export function both(one: Part, other: Part): Part {
  return {
    words: `${one.words} and ${other.words}`,
    holds: (place) => one.holds(place) && other.holds(place),
  }
}
