/** One thing wrong with a request, with its place as JSON Pointer and as people say it. */
export interface ProblemItem {
  readonly pointer: string | null
  readonly path: string | null
  readonly code: string | null
  readonly message: string
  readonly help: string | null
}

/** A failed request: the server's RFC 9457 document, or why no answer came (`status` 0). */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly ProblemItem[] = [],
    readonly requestId: string | null = null
  ) {
    super(detail || title)
  }

  /** The message that stands at a field, such as `/email`. */
  at(pointer: string): string | null {
    return this.errors.find((error) => error.pointer === pointer)?.message ?? null
  }
}

/** Reads any thrown value as a problem, so that a page has one kind of error to show. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Problem(0, 'The page met an error', detail)
}

/** Turns a failed response into a problem, whatever its body is. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const fallback = `The server answered ${response.status}.`
  if (!isRecord(body)) return new Problem(response.status, fallback, fallback)
  return new Problem(
    response.status,
    text(body.title) ?? fallback,
    text(body.detail) ?? '',
    Array.isArray(body.errors) ? body.errors.filter(isRecord).map(readItem) : [],
    text(body.request_id) ?? response.headers.get('x-request-id')
  )
}

function readItem(item: Record<string, unknown>): ProblemItem {
  return {
    pointer: text(item.pointer),
    path: text(item.path),
    code: text(item.code),
    message: text(item.message) ?? 'is not valid',
    help: text(item.help),
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
