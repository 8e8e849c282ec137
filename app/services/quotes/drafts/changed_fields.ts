/** More fields than these are told as one change of all. */
const MOST_FIELDS = 40

/** Longer pointers are cut to the place above. */
const MOST_CHARACTERS = 160

/**
 * JSON pointers of what differs between two answers, leaf by leaf; never a value, which only those who read the quote
 * get to see. Empty text is the pointer of the whole.
 */
export function changedFields(before: unknown, after: unknown): readonly string[] {
  const found: string[] = []
  collect(before, after, '', found)
  return found.length > MOST_FIELDS ? [''] : [...new Set(found)]
}

function collect(before: unknown, after: unknown, pointer: string, found: string[]): void {
  if (found.length > MOST_FIELDS || Object.is(before, after)) return
  const [members, others] = [membersOf(before), membersOf(after)]
  if (members === undefined || others === undefined) {
    found.push(pointer)
    return
  }
  for (const name of new Set([...members.keys(), ...others.keys()])) {
    const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const place = below.length > MOST_CHARACTERS ? pointer : below
    collect(members.get(name), others.get(name), place, found)
  }
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map(Object.entries(value))
}
