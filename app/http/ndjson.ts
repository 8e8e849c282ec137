/** One line of the input: its text, or undefined where it is longer than is taken. */
export interface Line {
  /** Counted from 1, blank lines included. */
  readonly number: number
  readonly text: string | undefined
}

const NEWLINE = 0x0a

/**
 * The lines of a byte stream as they come in, blank ones left out. Never holds more than one line and one
 * chunk: a line over `maxBytes` is dropped as it flows by. The source is read no faster than lines are taken.
 */
export async function* readLines(
  source: AsyncIterable<Buffer>,
  maxBytes: number
): AsyncGenerator<Line> {
  let kept: Buffer[] = []
  let length = 0
  let number = 0
  const keep = (part: Buffer) => {
    length += part.length
    if (length > maxBytes) kept = []
    else kept.push(part)
  }
  const take = (): Line | undefined => {
    const text = length > maxBytes ? undefined : Buffer.concat(kept).toString('utf8')
    kept = []
    length = 0
    number++
    return text?.trim() === '' ? undefined : { number, text }
  }
  for await (const chunk of source) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      const line = take()
      if (line) yield line
    }
    keep(chunk.subarray(from))
  }
  const last = length > 0 ? take() : undefined
  if (last) yield last
}
