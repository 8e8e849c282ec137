import { readonly, ref } from 'vue'
import { LiveStream, type LiveState } from './live_stream.ts'

/** What the server tells of a quote that was rated or moved: which; the rest is fetched. */
export interface QuoteChange {
  readonly id: string
}

/** Someone who edits a quote, or no longer does. */
export interface Presence {
  readonly id: string
  readonly state: 'here' | 'gone'
  /** The answer that is being given, by its pointer into the facts. */
  readonly at: string | null
  readonly person: { readonly id: number; readonly name: string }
}

const watchers = new Set<(presence: Presence) => void>()

/** Calls back whenever someone comes to a quote or leaves it, until the returned function is called. */
export function watchPresence(onPresence: (presence: Presence) => void): () => void {
  watchers.add(onPresence)
  return () => void watchers.delete(onPresence)
}

interface LiveListener {
  readonly onQuoteChange: (event: QuoteChange) => void
  readonly onGap: () => void
  readonly onSignedOut: () => void
}

const state = ref<LiveState>('catching up')
let stream: LiveStream | null = null

/** The state of the one stream that all pages share. */
export const liveState = readonly(state)

/** Opens the stream of the signed-in person; a second call changes nothing until it is closed. */
export function openLive(listener: LiveListener): void {
  if (stream) return
  stream = new LiveStream('/live?channels=quotes,presence', {
    onState: (now) => (state.value = now),
    onGap: listener.onGap,
    onSignedOut: listener.onSignedOut,
    onEvent: (data) => {
      const event = readQuoteChange(data)
      if (event) listener.onQuoteChange(event)
      const presence = readPresence(data)
      if (presence) for (const tell of watchers) tell(presence)
    },
  })
  stream.open()
}

/** Ends the stream, at sign-out. */
export function closeLive(): void {
  stream?.close()
  stream = null
}

/** What happens to a quote that its row shows. */
const QUOTE_EVENTS: readonly unknown[] = ['quote_rated', 'quote_moved', 'quote_expiry']

function readQuoteChange(data: unknown): QuoteChange | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || !('id' in data)) return null
  if (!QUOTE_EVENTS.includes(data.type)) return null
  return { id: String(data.id) }
}

function readPresence(data: unknown): Presence | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null
  // The server alone writes to this stream, and it writes presences so.
  return data.type === 'quote_presence' ? (data as unknown as Presence) : null
}
