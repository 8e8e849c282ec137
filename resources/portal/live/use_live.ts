import { readonly, ref } from 'vue'
import { LiveStream, type LiveState } from './live_stream.ts'

/** What the server tells of a quote: which, and which version; the rest is fetched. */
export interface QuoteRated {
  readonly type: 'quote_rated'
  readonly id: string
  readonly version: number
}

interface LiveListener {
  readonly onQuoteRated: (event: QuoteRated) => void
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
  stream = new LiveStream('/live?channels=quotes', {
    onState: (now) => (state.value = now),
    onGap: listener.onGap,
    onSignedOut: listener.onSignedOut,
    onEvent: (data) => {
      const event = readQuoteRated(data)
      if (event) listener.onQuoteRated(event)
    },
  })
  stream.open()
}

/** Ends the stream, at sign-out. */
export function closeLive(): void {
  stream?.close()
  stream = null
}

function readQuoteRated(data: unknown): QuoteRated | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || !('id' in data)) return null
  if (data.type !== 'quote_rated') return null
  const version = 'version' in data ? Number(data.version) : 1
  return { type: 'quote_rated', id: String(data.id), version }
}
