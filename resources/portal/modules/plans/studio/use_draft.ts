import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { asProblem, type Problem } from '../../../client/problem.ts'
import {
  studioApi,
  type Judged,
  type StudioFile,
  type StudioPart,
  type TextChange,
} from '../../../client/studio_api.ts'
import { forgetEdits, keepEdits, keptEdits } from './kept_edits.ts'

/** `waiting`: edits are about to be saved; `unsaved`: saving failed, and what was typed is kept in this browser. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'unsaved' | 'conflict'

/** A file that was changed here and, meanwhile, elsewhere. */
export interface Conflict {
  readonly name: string
  readonly theirs: string
  readonly mine: string
}

/** The pause in typing after which edits are saved. */
const SAVE_AFTER_MS = 700
const TRY_AGAIN_MS = 5_000

const OWN: readonly StudioPart[] = ['plan', 'regulation', 'table']

/** Whether a file is the version's own, so that it can be edited. */
export function isOwn({ part }: StudioFile): boolean {
  return OWN.includes(part)
}

/**
 * The texts of a version while they are edited: saved by themselves, whole, against the tag that was read,
 * and kept in this browser until the server has them. A lost update ends in `conflicts` and loses nothing.
 */
export function useDraft(plan: string, number: number) {
  const files = shallowRef<readonly StudioFile[]>([])
  const texts = ref<Record<string, string>>({})
  const judged = shallowRef<Judged | null>(null)
  const state = ref<SaveState>('saved')
  const problem = shallowRef<Problem | null>(null)
  const conflicts = shallowRef<readonly Conflict[]>([])
  /** Counts what the server has stored since the page was opened: whatever depends on it is asked for again. */
  const saves = ref(0)
  const isRestored = ref(false)
  let etag: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let inHand: Promise<void> | undefined
  let isGone = false

  const changed = () =>
    files.value.filter((file) => isOwn(file) && texts.value[file.name] !== file.text)
  const isDirty = computed(() => changed().length > 0)

  async function open(signal?: AbortSignal): Promise<void> {
    const read = await studioApi.texts(plan, number, signal)
    take(read.files, read.etag)
    const kept = keptEdits(plan, number)
    const own = Object.entries(kept?.texts ?? {}).filter(([name, text]) => {
      const file = read.files.find((each) => each.name === name)
      return file !== undefined && isOwn(file) && file.text !== text
    })
    if (own.length === 0) forgetEdits(plan, number)
    else if (kept?.etag === read.etag) {
      for (const [name, text] of own) texts.value[name] = text
      isRestored.value = true
      schedule()
    } else {
      for (const [name, text] of own) texts.value[name] = text
      meet(read.files)
    }
    judged.value = await studioApi.judge(plan, number, signal)
  }

  function take(read: readonly StudioFile[], tag: string | null): void {
    files.value = read
    texts.value = Object.fromEntries(read.map(({ name, text }) => [name, text]))
    etag = tag
  }

  function edit(name: string, text: string): void {
    if (texts.value[name] === text) return
    texts.value[name] = text
    schedule()
  }

  function schedule(): void {
    clearTimeout(timer)
    if (state.value === 'conflict') return
    if (!isDirty.value) {
      if (state.value !== 'saving') state.value = 'saved'
      forgetEdits(plan, number)
      return
    }
    keep()
    if (state.value !== 'saving') state.value = 'waiting'
    timer = setTimeout(() => void save(), SAVE_AFTER_MS)
  }

  function keep(): void {
    const edits = Object.fromEntries(
      changed().map(({ name, text }) => [name, texts.value[name] ?? text])
    )
    keepEdits(plan, number, { etag, texts: edits })
  }

  /** Resolves once whatever is edited now is saved, or could not be. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    await inHand
    if (!isDirty.value || state.value === 'conflict') return
    inHand = send().finally(() => (inHand = undefined))
    await inHand
  }

  async function send(): Promise<void> {
    const sent = changed().map((file) => ({ ...file, text: texts.value[file.name] ?? file.text }))
    state.value = 'saving'
    try {
      const answer = await studioApi.save(plan, number, changeOf(sent), etag)
      etag = answer.etag
      const news = new Map(sent.map((file) => [file.name, file]))
      files.value = files.value.map((file) => news.get(file.name) ?? file)
      judged.value = answer.judged
      problem.value = null
      saves.value += 1
      state.value = 'saved'
      schedule()
    } catch (error) {
      await failed(asProblem(error))
    }
  }

  async function failed(met: Problem): Promise<void> {
    problem.value = met
    state.value = 'unsaved'
    if (met.status === 412) {
      try {
        const read = await studioApi.texts(plan, number)
        etag = read.etag
        meet(read.files)
        return
      } catch (error) {
        problem.value = asProblem(error)
      }
    }
    const isPassing = met.status === 0 || met.status === 412 || met.status >= 500
    if (!isGone && isPassing) timer = setTimeout(() => void save(), TRY_AGAIN_MS)
  }

  /** Takes what others saved; where they changed a file that was changed here, both are to be seen. */
  function meet(theirs: readonly StudioFile[]): void {
    const old = new Map(files.value.map((file) => [file.name, file.text]))
    const met: Conflict[] = []
    for (const file of theirs) {
      const mine = texts.value[file.name]
      const isMine = mine !== undefined && mine !== old.get(file.name)
      if (!isMine) texts.value[file.name] = file.text
      else if (mine !== file.text && (file.text !== old.get(file.name) || files.value === theirs)) {
        met.push({ name: file.name, theirs: file.text, mine })
      }
    }
    files.value = theirs
    conflicts.value = met
    state.value = met.length > 0 ? 'conflict' : 'saved'
    problem.value = null
    if (met.length === 0) schedule()
  }

  /** Goes on with the text that came of two. */
  function settle(name: string, text: string): void {
    texts.value[name] = text
    conflicts.value = conflicts.value.filter((conflict) => conflict.name !== name)
    if (conflicts.value.length > 0) return
    state.value = 'saved'
    schedule()
  }

  const guard = (event: BeforeUnloadEvent) => {
    if (isDirty.value) event.preventDefault()
  }
  addEventListener('beforeunload', guard)
  onBeforeUnmount(() => {
    isGone = true
    removeEventListener('beforeunload', guard)
    clearTimeout(timer)
  })

  return {
    ...{ files, texts, judged, state, problem, conflicts, saves, isDirty, isRestored },
    ...{ open, edit, save, settle },
  }
}

/** A draft as its page and its panels hold it. */
export type Draft = ReturnType<typeof useDraft>

function changeOf(sent: readonly StudioFile[]): TextChange {
  const plan = sent.find(({ part }) => part === 'plan')
  const regulation = sent.find(({ part }) => part === 'regulation')
  const tables = sent.filter(({ part }) => part === 'table')
  return {
    ...(plan && { plan: plan.text }),
    ...(regulation && { regulation: regulation.text }),
    ...(tables.length > 0 && {
      tables: Object.fromEntries(tables.map(({ name, text }) => [name, text])),
    }),
  }
}
