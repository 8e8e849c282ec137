/** A place in the facts, as people write it and as JSON Pointer (RFC 6901) does. */
export interface FactPath {
  /** `drivers[1].licensed_on`; empty for the facts as a whole. */
  readonly path: string
  /** `/drivers/1/licensed_on`. */
  readonly pointer: string
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/
const MAX_KEY = 100

export const ROOT: FactPath = { path: '', pointer: '' }

/** The place under a key; a key of more than 100 characters is cut, so that errors stay small. */
export function atKey(place: FactPath, key: string): FactPath {
  const short = key.length > MAX_KEY ? `${key.slice(0, MAX_KEY)}…` : key
  const plain = PLAIN_KEY.test(short)
  const dot = place.path === '' ? '' : '.'
  return {
    path: place.path + (plain ? dot + short : `[${JSON.stringify(short)}]`),
    pointer: `${place.pointer}/${short.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }
}

/** The place of an element, counted from 0. */
export function atIndex(place: FactPath, index: number): FactPath {
  return { path: `${place.path}[${index}]`, pointer: `${place.pointer}/${index}` }
}
