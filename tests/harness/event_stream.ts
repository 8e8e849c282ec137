/** One message of an event stream. */
export interface StreamMessage {
  readonly id: string
  readonly event: string
  readonly data: { readonly id?: string; readonly type: string; readonly version?: number }
}

/** Opens an event stream; `next` resolves once the next message is there. */
export async function openStream(url: string, token: string, lastEventId?: string) {
  const abort = new AbortController()
  const response = await fetch(url, {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  })
  const { body } = response
  if (response.status !== 200 || body === null)
    throw new Error(`The stream answered ${response.status}`)
  const messages = readMessages(body)
  return {
    async next(): Promise<StreamMessage> {
      const { value } = await messages.next()
      if (value === undefined) throw new Error('The stream ended')
      return value
    },
    async close(): Promise<void> {
      abort.abort()
      await messages.next().catch(() => undefined)
    },
  }
}

async function* readMessages(
  body: ReadableStream<Uint8Array>
): AsyncGenerator<StreamMessage, undefined> {
  let pending = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (pending + text).split('\n\n')
    pending = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => splitAt(line, line.indexOf(':'))))
      const data = fields.get('data')
      if (data === undefined) continue
      yield {
        id: fields.get('id') ?? '',
        event: fields.get('event') ?? 'message',
        data: JSON.parse(data),
      }
    }
  }
}

function splitAt(line: string, at: number): [string, string] {
  return [line.slice(0, at), line.slice(at + 1).trim()]
}
