/** One message of an event stream. */
export interface StreamMessage {
  readonly id: string | null
  readonly event: string
  readonly data: string
}

/**
 * Yields the messages of a `text/event-stream` body as they arrive. Comments come out as messages of
 * event `comment`, so that a reader can tell a silent stream from a dead one.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>
): AsyncGenerator<StreamMessage, void, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let pending = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      pending = (pending + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n')
      const blocks = pending.split('\n\n')
      pending = blocks.pop() ?? ''
      for (const block of blocks) yield readMessage(block)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function readMessage(block: string): StreamMessage {
  let id: string | null = null
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (field === 'id') id = value
    else if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }
  if (data.length === 0 && id === null) event = 'comment'
  return { id, event, data: data.join('\n') }
}
