import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { api } from '../../../client/api.ts'
import { watchPresence, type Presence } from '../../../live/use_live.ts'
import { person } from '../../session/person.ts'

/** How often whoever edits says so, and how long it is believed without being said again. */
const BEAT_MS = 15_000
const BELIEVED_MS = 40_000

/** The names of those who edit the same quote, beside oneself; tells them of oneself meanwhile. */
export function usePresence(id: string) {
  const others = ref(new Map<number, { readonly name: string; readonly until: number }>())
  const names = computed(() => [...others.value.values()].map(({ name }) => name))
  let stop = () => {}
  let beat: ReturnType<typeof setInterval> | undefined

  const tell = (state: 'here' | 'gone') =>
    // Presence is a courtesy: without it the page works as well.
    void api.tellPresence(id, state).catch(() => undefined)

  function hear({ id: quoteId, state, person: who }: Presence) {
    if (quoteId !== id || String(who.id) === String(person.value?.id)) return
    const isNew = !others.value.has(who.id)
    if (state === 'gone') others.value.delete(who.id)
    else others.value.set(who.id, { name: who.name, until: Date.now() + BELIEVED_MS })
    if (state === 'here' && isNew) tell('here')
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
    tell('gone')
  })
  return names
}
