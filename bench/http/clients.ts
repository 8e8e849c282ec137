import { Pool, type Dispatcher } from 'undici'

/** An answer of the API. */
export interface Answer {
  readonly status: number
  /** Empty where the text was not asked for. */
  readonly text: string
}

/** Sends requests to one platform on connections that stay open, at as little cost as it can. */
export class Clients {
  readonly #pool: Pool
  readonly #origin: string
  readonly #reading: Readonly<Record<string, string>>
  readonly #writing: Readonly<Record<string, string>>

  constructor(
    { host, port }: { readonly host: string; readonly port: number },
    token: string,
    count: number
  ) {
    this.#origin = `http://${host}:${port}`
    this.#pool = new Pool(this.#origin, { connections: count, pipelining: 1 })
    this.#reading = { authorization: `Bearer ${token}` }
    this.#writing = { ...this.#reading, 'content-type': 'application/json' }
  }

  /** Sends one request; the text of its answer is kept only where it is asked for. */
  send(
    method: 'GET' | 'POST',
    path: string,
    { body, withText = false }: { readonly body?: Buffer; readonly withText?: boolean } = {}
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = body ? this.#writing : this.#reading
      const sent = { origin: this.#origin, method, path, headers, body: body ?? null }
      this.#pool.dispatch(sent, new Listener(withText, resolve, reject))
    })
  }

  close(): void {
    void this.#pool.destroy()
  }
}

/** Hears one answer out, without the streams that undici's own requests make. */
class Listener implements Dispatcher.DispatchHandler {
  #status = 0
  readonly #chunks: Buffer[] = []

  constructor(
    private readonly withText: boolean,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void
  ) {}

  onRequestStart(): void {}

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    this.#status = status
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    // The memory behind a chunk is used again for the next.
    if (this.withText) this.#chunks.push(Buffer.from(chunk))
  }

  onResponseEnd(): void {
    this.resolve({ status: this.#status, text: Buffer.concat(this.#chunks).toString() })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.reject(error)
  }
}
