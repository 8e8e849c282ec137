import { onBeforeUnmount, onMounted } from 'vue'
import { LiveStream } from '../../../live/live_stream.ts'

/** Calls back with the number of a bulk re-quote whenever the server tells of it, and with null after a gap. */
export function watchRequotes(onNews: (id: string | null) => void): void {
  const stream = new LiveStream('/live?channels=requotes', {
    onState: () => undefined,
    onSignedOut: () => undefined,
    onGap: () => onNews(null),
    onEvent: (data) => {
      if (typeof data === 'object' && data !== null && 'id' in data) onNews(String(data.id))
    },
  })
  onMounted(() => stream.open())
  onBeforeUnmount(() => stream.close())
}
