import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { api } from '../../../client/api.ts'
import { watchPresence, type Presence } from '../../../live/use_live.ts'
import { person } from '../../session/person.ts'

/** How often whoever edits says so, and how long it is believed without being said again. */
const BEAT_MS = 15_000
const BELIEVED_MS = 40_000

interface Other {
  readonly name: string
  /** The answer that they are giving. */
  readonly at: string | null
  readonly until: number
}

/** Who else edits the same quote, and at which answer; tells them of oneself meanwhile. */
export function usePresence(id: string) {
  const others = ref(new Map<number, Other>())
  const names = computed(() => [...others.value.values()].map(({ name }) => name))
  /** The name of whoever is giving an answer, by its place in the facts. */
  const people = computed(
    () =>
      new Map(
        [...others.value.values()].flatMap(({ name, at }) =>
          at === null ? [] : [[at, name] as const]
        )
      )
  )
  let stop = () => {}
  let beat: ReturnType<typeof setInterval> | undefined
  let place: string | null = null

  const tell = (state: 'here' | 'gone') =>
    // Presence is a courtesy: without it the page works as well.
    void api.tellPresence(id, state, place).catch(() => undefined)

  function hear({ id: quoteId, state, at, person: who }: Presence) {
    if (quoteId !== id || String(who.id) === String(person.value?.id)) return
    const isNew = !others.value.has(who.id)
    if (state === 'gone') others.value.delete(who.id)
    else others.value.set(who.id, { name: who.name, at, until: Date.now() + BELIEVED_MS })
    if (state === 'here' && isNew) tell('here')
  }

  /** Tells the others that the focus came to an answer, of which a form says the place. */
  function follow(event: FocusEvent) {
    const { target } = event
    const field = target instanceof Element ? target.closest('[data-pointer]') : null
    const now = field?.getAttribute('data-pointer') ?? null
    if (now === place) return
    place = now
    if (others.value.size > 0) tell('here')
  }

  onMounted(() => {
    stop = watchPresence(hear)
    tell('here')
    beat = setInterval(() => {
      tell('here')
      for (const [key, { until }] of others.value) {
        if (until < Date.now()) others.value.delete(key)
      }
    }, BEAT_MS)
  })
  onBeforeUnmount(() => {
    stop()
    clearInterval(beat)
    place = null
    tell('gone')
  })
  return { names, people, follow }
}
