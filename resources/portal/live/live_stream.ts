import { readEvents } from './read_events.ts'

/** `live`: connected and up to date; `catching up`: connecting or replaying; `offline`: waiting to try again. */
export type LiveState = 'live' | 'catching up' | 'offline'

export interface LiveEvents {
  readonly onState: (state: LiveState) => void
  readonly onEvent: (data: unknown) => void
  /** Events may have passed unseen before this moment: whatever was fetched earlier may be old. */
  readonly onGap: () => void
  /** The session has ended; the stream stays closed. */
  readonly onSignedOut: () => void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** The server comments more often than this, so a longer silence is a dead line. */
const SILENCE_MS = 60_000

/**
 * Reads the server's event stream for as long as it is open: reconnects without end, ever more
 * slowly, and asks for what it missed by `Last-Event-ID`. `EventSource` would lose that id, and hide
 * that the session ended, whenever the server answers anything but 200.
 */
export class LiveStream {
  #lastEventId: string | null = null
  #failures = 0
  #closed = false
  #abort = new AbortController()
  #wake: () => void = () => undefined
  readonly #retryNow = () => this.#wake()

  constructor(
    readonly url: string,
    readonly events: LiveEvents
  ) {}

  open(): void {
    addEventListener('online', this.#retryNow)
    document.addEventListener('visibilitychange', this.#retryNow)
    void this.#run()
  }

  close(): void {
    this.#closed = true
    this.#abort.abort()
    this.#wake()
    removeEventListener('online', this.#retryNow)
    document.removeEventListener('visibilitychange', this.#retryNow)
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      this.events.onState('catching up')
      try {
        await this.#connect()
      } catch {
        this.#failures++
      }
      if (this.#closed) return
      this.events.onState('offline')
      await this.#pause()
    }
  }

  async #connect(): Promise<void> {
    this.#abort = new AbortController()
    const headers: Record<string, string> = { accept: 'text/event-stream' }
    if (this.#lastEventId !== null) headers['last-event-id'] = this.#lastEventId
    const response = await fetch(this.url, {
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: this.#abort.signal,
    })
    if (response.status === 401) {
      this.close()
      this.events.onSignedOut()
      return
    }
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`)
    await this.#read(response.body, this.#lastEventId === null)
  }

  /** The server says `ready` once it has sent all that was missed. */
  async #read(body: ReadableStream<Uint8Array>, hasGap: boolean): Promise<void> {
    let silence = this.#expectLife()
    try {
      for await (const message of readEvents(body)) {
        clearTimeout(silence)
        silence = this.#expectLife()
        if (message.id !== null) this.#lastEventId = message.id
        if (message.event === 'ready') {
          this.#failures = 0
          this.events.onState('live')
          if (hasGap) this.events.onGap()
        } else if (message.data) this.events.onEvent(parse(message.data))
      }
    } finally {
      clearTimeout(silence)
    }
  }

  #expectLife(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#abort.abort(), SILENCE_MS)
  }

  async #pause(): Promise<void> {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures)
    const waitMs = longest / 2 + Math.random() * (longest / 2)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
