import { computed, onBeforeUnmount, ref } from 'vue'
import { draftApi, type LiveRating, type Questions } from '../../../client/draft_api.ts'
import type { Draft } from '../revise/draft.ts'

/** A pause in typing as short as this asks for the price. */
const PAUSE_MS = 80
const TINT_MS = 1_000

/** What the answers come to while they are given: one question under way at a time, the newest answers next. */
export function useLivePrice(
  answers: () => {
    readonly plan: string
    readonly transaction: string
    readonly facts: Draft
  } | null
) {
  const questions = ref<Questions | null>(null)
  /** The newest rating there was, which stands while the answers do not do. */
  const rating = ref<LiveRating | null>(null)
  /** The one before the newest change of the total. */
  const before = ref<LiveRating | null>(null)
  const changed = ref<ReadonlySet<string>>(new Set())
  const isAsked = ref(false)
  let pause: ReturnType<typeof setTimeout> | undefined
  let tint: ReturnType<typeof setTimeout> | undefined
  let isDirty = false

  /** Asks after a pause. */
  function touch() {
    isDirty = true
    clearTimeout(pause)
    pause = setTimeout(() => void ask(), PAUSE_MS)
  }

  async function ask() {
    if (isAsked.value) return
    isAsked.value = true
    while (isDirty) {
      isDirty = false
      const asked = answers()
      if (asked) {
        try {
          take(await draftApi.ask(asked.plan, asked.transaction, asked.facts))
        } catch {
          // Saving tells that the line is cut; the price follows with the next answer or save.
        }
      }
    }
    isAsked.value = false
  }

  function take(next: Questions) {
    questions.value = next
    const now = next.rating
    if (!now) return
    const old = rating.value
    if (old && old.total !== now.total) {
      before.value = old
      changed.value = new Set(linesThatChanged(old, now))
      clearTimeout(tint)
      tint = setTimeout(() => (changed.value = new Set()), TINT_MS)
    }
    rating.value = now
  }

  onBeforeUnmount(() => {
    clearTimeout(pause)
    clearTimeout(tint)
  })
  return {
    questions,
    rating,
    before,
    changed,
    touch,
    isStale: computed(() => !questions.value?.rating),
  }
}

/** What a line of the premium is called among the others. */
export function lineKey(line: {
  readonly entity: string
  readonly number: number
  readonly coverage: string | null
}): string {
  return `${line.entity} ${line.number} ${line.coverage ?? ''}`
}

function linesThatChanged(old: LiveRating, now: LiveRating): readonly string[] {
  const costs = new Map(old.premiums.map((line) => [lineKey(line), line.premium]))
  return now.premiums.filter((line) => costs.get(lineKey(line)) !== line.premium).map(lineKey)
}
