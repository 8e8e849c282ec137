import type { Change, ChangeGroup, Part } from './comparison.ts'

/** The change of something from one text to another; none where both are alike. */
export function difference(
  what: string,
  before: string | null,
  after: string | null,
  note: string | null = null
): readonly Change[] {
  if (before === after) return []
  return [
    { kind: 'changed', what, before: before ?? 'none', after: after ?? 'none', note, cells: [] },
  ]
}

/** Something that the later plan alone has. */
export function added(what: string, value: string | null): Change {
  return { kind: 'added', what, before: null, after: value, note: null, cells: [] }
}

/** Something that the earlier plan alone has. */
export function removed(what: string, value: string | null): Change {
  return { kind: 'removed', what, before: value, after: null, note: null, cells: [] }
}

/** Something that is as it was but for its name. */
export function renamed(what: string, before: string, after: string): readonly Change[] {
  if (before === after) return []
  return [{ kind: 'renamed', what, before, after, note: null, cells: [] }]
}

/**
 * The words before and after, where the meaning differs; where the words are alike all the same, the
 * note says so, so that no difference in meaning goes untold.
 */
export function differenceInMeaning(
  what: string,
  isSame: boolean,
  before: string | null,
  after: string | null
): readonly Change[] {
  if (isSame) return []
  const told = difference(what, before, after)
  if (told.length > 0) return told
  const note = 'written alike, but what it names has changed'
  return [{ kind: 'changed', what, before, after, note, cells: [] }]
}

/** A group, or nothing where nothing changed. */
export function group(
  part: Part,
  name: string,
  title: string | null,
  changes: readonly Change[]
): readonly ChangeGroup[] {
  return changes.length === 0 ? [] : [{ part, name, title, changes }]
}
