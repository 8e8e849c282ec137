import type { IncomingMessage } from 'node:http'
import { Problem } from '#exceptions/problem'
import { nestingTooDeep } from './nesting.ts'

/** Largest body taken; the largest risk of any product is a small part of it. */
const MAX_BYTES = 512 * 1024

const MAX_DRAINED_BYTES = 8 * 1024 * 1024

/** Deepest nesting taken; a risk is five levels deep. */
const MAX_DEPTH = 32

/** The JSON value that a request carries, or a thrown problem that says why there is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  refuseOtherKinds(request)
  return parseJson(decode(await readBytes(request)))
}

/** The value of JSON text, or a thrown problem; text that is nested too deep is not parsed. */
export function parseJson(text: string): unknown {
  const offset = nestingTooDeep(text, MAX_DEPTH)
  if (offset !== undefined) {
    throw new Problem(
      422,
      'nested_too_deep',
      `At character ${offset + 1} the body is nested more than ${MAX_DEPTH} levels deep.`,
      {
        errors: [
          {
            pointer: '',
            path: '',
            code: 'nested_too_deep',
            message: `is nested more than ${MAX_DEPTH} levels deep`,
            help: null,
          },
        ],
      }
    )
  }
  return parse(text)
}

function refuseOtherKinds(request: IncomingMessage): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new Problem(415, 'not_json', 'Send the body as "Content-Type: application/json".', {
      headers: { accept: 'application/json' },
    })
  }
  if (request.headers['content-encoding'] !== undefined) {
    throw new Problem(415, 'encoded_body', 'Send the body without a Content-Encoding.')
  }
}

/** A body that is too large is read on for a while, unkept, since a client that still writes does not read. */
function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= MAX_BYTES) chunks.push(chunk)
      if (length > MAX_DRAINED_BYTES) {
        request.pause()
        reject(tooLarge())
      }
    })
    request.on('end', () => {
      const [first] = chunks
      if (length > MAX_BYTES) reject(tooLarge())
      else resolve(chunks.length === 1 && first ? first : Buffer.concat(chunks))
    })
    // Whoever hung up reads no answer, and it is no failure of ours.
    const cutOff = () => {
      if (!request.complete) reject(new Problem(400, 'invalid_json', 'The body ended too early.'))
    }
    request.on('error', cutOff)
    request.on('close', cutOff)
  })
}

function tooLarge(): Problem {
  return new Problem(413, 'too_large', `A body has at most ${MAX_BYTES / 1024} KB.`, {
    headers: { connection: 'close' },
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Problem(400, 'not_utf8', 'The body is not valid UTF-8.')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(400, 'invalid_json', `The body is not valid JSON: ${reason}.`)
  }
}
