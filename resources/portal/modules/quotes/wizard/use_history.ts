import { computed, ref } from 'vue'
import type { Draft } from '../revise/draft.ts'
import { sameFacts } from '../revise/merge_drafts.ts'

/** Changes of one answer within this time are undone together. */
const ONE_CHANGE_MS = 700
const MOST_STEPS = 200

/** What was answered before, step by step, to be taken back and made again. */
export function useHistory() {
  const past = ref<string[]>([])
  const future = ref<string[]>([])
  let present = ''
  let changedAt = 0
  let changedIn: string | null = null

  /** Begins anew at these facts: what came before can't be taken back. */
  function begin(facts: Draft) {
    past.value = []
    future.value = []
    present = JSON.stringify(facts)
    changedAt = 0
  }

  /** Notes that the facts were changed in a place, the element in focus. */
  function note(facts: Draft, place: string | null) {
    const next = JSON.stringify(facts)
    if (next === present || sameFacts(JSON.parse(present), facts)) return
    const now = Date.now()
    const isSame = place !== null && place === changedIn && now - changedAt < ONE_CHANGE_MS
    if (!isSame) past.value = [...past.value.slice(-MOST_STEPS + 1), present]
    future.value = []
    present = next
    changedAt = now
    changedIn = place
  }

  function undo(): Draft | null {
    const before = past.value.at(-1)
    if (before === undefined) return null
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, present]
    return turnTo(before)
  }

  function redo(): Draft | null {
    const after = future.value.at(-1)
    if (after === undefined) return null
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, present]
    return turnTo(after)
  }

  function turnTo(facts: string): Draft {
    present = facts
    changedAt = 0
    // Written by this history as JSON of a draft.
    return JSON.parse(facts) as Draft
  }

  return {
    begin,
    note,
    undo,
    redo,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
  }
}
