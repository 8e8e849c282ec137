import type { Draft } from './draft.ts'

/** One answer that two people changed differently. */
export interface Conflict {
  /** Its place in the facts, as a JSON pointer. */
  readonly pointer: string
  readonly mine: unknown
  readonly theirs: unknown
}

export interface Merged {
  /** Mine, with every change of theirs that touches no change of mine. */
  readonly draft: Draft
  readonly conflicts: readonly Conflict[]
}

/** Brings together what two people made of the same facts; lists that grew or shrank on either side count as one answer. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): Merged {
  const conflicts: Conflict[] = []
  // Drafts are objects, and what is merged of objects is one.
  const draft = merge(base, mine, theirs, '', conflicts) as Draft
  return { draft, conflicts }
}

/** The draft with a value at a place; undefined takes it out. */
export function withValue(draft: Draft, pointer: string, value: unknown): Draft {
  const copy: Draft = JSON.parse(JSON.stringify(draft))
  const steps = pointer.slice(1).split('/').map(unescape)
  const last = steps.pop() ?? ''
  let at: Draft = copy
  // Every step but the last leads to an object or a list.
  for (const step of steps) at = at[step] as Draft
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

function merge(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  pointer: string,
  conflicts: Conflict[]
): unknown {
  if (sameFacts(mine, theirs) || sameFacts(base, theirs)) return mine
  if (sameFacts(base, mine)) return theirs
  if (isRecord(mine) && isRecord(theirs)) {
    const old = isRecord(base) ? base : {}
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    const entries = keys.map((key) => [
      key,
      merge(old[key], mine[key], theirs[key], `${pointer}/${escape(key)}`, conflicts),
    ])
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }
  if (Array.isArray(mine) && Array.isArray(theirs) && mine.length === theirs.length) {
    const old: unknown[] = Array.isArray(base) ? base : []
    return mine.map((each, at) => merge(old[at], each, theirs[at], `${pointer}/${at}`, conflicts))
  }
  conflicts.push({ pointer, mine, theirs })
  return mine
}

/** Whether two facts are the same, in whatever order their names stand. */
export function sameFacts(one: unknown, other: unknown): boolean {
  if (isRecord(one) && isRecord(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...keys].every((key) => sameFacts(one[key], other[key]))
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => sameFacts(each, other[at]))
  }
  return one === other
}

function isRecord(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function escape(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}
