import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { draftApi, type QuoteDraft, type Questions } from '../../../client/draft_api.ts'
import { asProblem, type Problem } from '../../../client/problem.ts'
import type { Draft } from '../revise/draft.ts'
import { mergeDrafts, sameFacts, type Conflict } from '../revise/merge_drafts.ts'
import { forgetAnswers, keepAnswers, keptAnswers } from './kept_answers.ts'

const PAUSE_MS = 700
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 15_000

/** Whether the server has the answers: `kept` means that it could not be reached and they stand on this computer. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'kept' | 'choose' | 'refused'

/** Saves the answers of a draft by itself, brings in what others saved, and loses nothing while the line is cut. */
export function useAutosave(
  id: string,
  facts: Ref<Draft | null>,
  on: {
    /** Answers came from elsewhere. */
    readonly show: (facts: Draft) => void
    readonly saved: (questions: Questions) => void
  }
) {
  const state = ref<SaveState>('saved')
  const problem = ref<Problem | null>(null)
  const conflicts = ref<readonly Conflict[]>([])
  const theyChanged = ref(false)
  let base: Draft = {}
  let etag: string | null = null
  let pause: ReturnType<typeof setTimeout> | undefined
  let retryMs = FIRST_RETRY_MS
  let underWay: Promise<void> | null = null
  let isOver = false

  /** Begins at what the server has, and at what never reached it from here. */
  function begin(draft: QuoteDraft) {
    base = copy(draft.facts)
    etag = draft.etag
    const kept = keptAnswers(id)
    if (!kept) return on.show(copy(base))
    const merged = mergeDrafts(kept.base, kept.mine, base)
    conflicts.value = merged.conflicts
    on.show(merged.draft)
    touch()
  }

  /** Something was answered: it is kept at once and saved after a pause. */
  function touch() {
    if (!facts.value || isOver) return
    if (sameFacts(facts.value, base)) {
      forgetAnswers(id)
      if (state.value === 'unsaved') state.value = 'saved'
      return
    }
    keepAnswers(id, { mine: facts.value, base })
    if (state.value === 'saved' || state.value === 'refused') state.value = 'unsaved'
    schedule(PAUSE_MS)
  }

  function schedule(ms: number) {
    clearTimeout(pause)
    pause = setTimeout(() => void flush(), ms)
  }

  /** Saves now; resolves once the server has all answers or it is told why not. */
  async function flush(): Promise<void> {
    clearTimeout(pause)
    while (underWay) await underWay
    if (isOver || !facts.value || conflicts.value.length > 0) {
      if (conflicts.value.length > 0) state.value = 'choose'
      return
    }
    if (sameFacts(facts.value, base)) {
      forgetAnswers(id)
      state.value = 'saved'
      return
    }
    underWay = save(copy(facts.value)).finally(() => (underWay = null))
    await underWay
  }

  async function save(sent: Draft): Promise<void> {
    state.value = 'saving'
    try {
      const answer = await draftApi.save(id, sent, etag)
      base = sent
      etag = answer.etag
      retryMs = FIRST_RETRY_MS
      problem.value = null
      state.value = 'saved'
      on.saved(answer.questions)
      touch()
    } catch (error) {
      await refused(asProblem(error))
    }
  }

  async function refused(met: Problem): Promise<void> {
    if (met.status === 412) {
      await readTheirs(true).catch(() => undefined)
      return schedule(0)
    }
    const isCut = met.status === 0 || met.status >= 500 || met.status === 429 || met.status === 401
    problem.value = met
    state.value = isCut ? 'kept' : 'refused'
    if (!isCut || met.status === 401) return
    schedule(retryMs)
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
  }

  /** Reads what others saved meanwhile and brings it together with what stands here. */
  async function readTheirs(whileSaving = false): Promise<void> {
    if (isOver || !facts.value) return
    const seen = etag
    const draft = await draftApi.show(id)
    if (etag !== seen || draft.etag === etag || !facts.value || (underWay && !whileSaving)) return
    const theirs = copy(draft.facts)
    const merged = mergeDrafts(base, facts.value, theirs)
    const isNews = !sameFacts(base, theirs)
    base = theirs
    etag = draft.etag
    conflicts.value = merged.conflicts
    if (!isNews) return
    theyChanged.value = true
    if (!sameFacts(merged.draft, facts.value)) on.show(merged.draft)
    if (merged.conflicts.length > 0) state.value = 'choose'
    else touch()
  }

  /** Each conflict was chosen. */
  function settle() {
    conflicts.value = []
    theyChanged.value = false
    state.value = 'unsaved'
    touch()
    void flush()
  }

  /** The draft is none any more: nothing is saved from here on. */
  function end() {
    isOver = true
    clearTimeout(pause)
    forgetAnswers(id)
  }

  const retry = () => {
    retryMs = FIRST_RETRY_MS
    void flush()
  }
  const look = () => {
    if (document.visibilityState === 'hidden') void flush()
    else if (!underWay) void readTheirs().catch(() => undefined)
  }

  onMounted(() => {
    addEventListener('online', retry)
    addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    removeEventListener('online', retry)
    removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
    void flush().finally(() => clearTimeout(pause))
  })
  return {
    state,
    problem,
    conflicts: computed(() => conflicts.value),
    theyChanged,
    begin,
    touch,
    flush,
    readTheirs,
    settle,
    end,
    tag: () => etag,
  }
}

/** Facts are JSON; what the cache or a form holds of them is a proxy. */
function copy(facts: unknown): Draft {
  return JSON.parse(JSON.stringify(facts)) as Draft
}
