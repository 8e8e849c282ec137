import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { readLines } from '#http/ndjson'
import { rateLine } from '#http/rate_line'

/** Longest line taken; the largest risk of any product is a small part of it. */
const MAX_LINE_BYTES = 256 * 1024

const KINDS = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

export default class RatingBatchesController {
  /**
   * Rates line by line, in the order of the lines, while they come in. Nothing piles up: no line is read
   * before the answers to those before it are on their way.
   */
  async store(ctx: HttpContext) {
    const { request, response } = ctx
    const type = request.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    if (!KINDS.includes(type)) {
      throw new Problem(415, 'not_ndjson', `Send one JSON object a line as "${KINDS[0]}".`, {
        headers: { accept: KINDS.join(', ') },
      })
    }
    response.type('application/x-ndjson')
    response.stream(Readable.from(answers(ctx), { objectMode: false }))
  }
}

async function* answers(ctx: HttpContext): AsyncGenerator<string> {
  for await (const line of readLines(ctx.request.request, MAX_LINE_BYTES)) {
    yield `${await rateLine(line, ctx)}\n`
  }
}
