import type { LiveEvent } from './live_event.ts'

/** An event as it goes over the wire. */
export interface Frame {
  readonly id: bigint
  readonly bytes: Buffer
}

const frames = new WeakMap<LiveEvent, Frame>()

/** The frame of an event, made once for however many streams send it. */
export function frameOf(event: LiveEvent): Frame {
  const known = frames.get(event)
  if (known) return known
  const text = `id: ${event.id}\ndata: ${JSON.stringify(event.payload)}\n\n`
  const frame = { id: BigInt(event.id), bytes: Buffer.from(text) }
  frames.set(event, frame)
  return frame
}
