import { readonly, ref } from 'vue'

const TICK_MS = 30_000

const current = ref(Date.now())
setInterval(() => (current.value = Date.now()), TICK_MS)

/** The present, for times told relative to it; moves on twice a minute. */
export const now = readonly(current)
