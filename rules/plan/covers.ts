import { beginsBy, bandOf, endsAfter, type Band } from '../rating/cell.ts'
import { textBandHolds, textBandOf } from '../rating/text_band.ts'
import { compare } from '../money/arithmetic.ts'
import type { KeyCell } from '../program/program.ts'
import { canonicalJson } from '../program/canonical_json.ts'

/** Whether one cell holds every key that another does. */
export function covers(wide: KeyCell, narrow: KeyCell): boolean {
  if ('any' in wide) return true
  if ('else' in wide) return !('notGiven' in narrow || 'any' in narrow)
  if (canonicalJson(wide) === canonicalJson(narrow)) return true
  if ('fromText' in wide) {
    const [all, some] = [textBandOf(wide), textBandOf(narrow)]
    return (
      all !== null && some !== null && textBandHolds(all, some.from) && textBandHolds(all, some.to)
    )
  }
  if (!('includesTo' in wide)) return false
  const [outer, inner] = [bandOf(wide), bandOf(narrow)]
  return (
    outer !== null && inner !== null && beginsNoLater(outer, inner) && endsNoEarlier(outer, inner)
  )
}

function beginsNoLater(outer: Band, inner: Band): boolean {
  if (inner.from === null) return outer.from === null
  if (beginsBy(outer, inner.from)) return true
  return outer.from !== null && !inner.includesFrom && compare(outer.from, inner.from) === 0
}

function endsNoEarlier(outer: Band, inner: Band): boolean {
  if (inner.to === null) return outer.to === null
  if (endsAfter(outer, inner.to)) return true
  return outer.to !== null && !inner.includesTo && compare(outer.to, inner.to) === 0
}
