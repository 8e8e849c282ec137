import { Problem, readProblem } from './problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface RequestOptions {
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  /** The entity tag that what is changed must still have. */
  readonly ifMatch?: string | null
}

/** Sends one request with the session's cookie; throws a `Problem` unless the server says it went well. */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {}
): Promise<T> {
  const { body } = await requestTagged<T>(method, path, options)
  return body
}

/** The same, with the entity tag of what was answered. */
export async function requestTagged<T>(
  method: Method,
  path: string,
  options: RequestOptions = {}
): Promise<{ readonly body: T; readonly etag: string | null }> {
  const response = await send(method, path, options)
  if (!response.ok) throw await readProblem(response)
  // The routes' types stand in api.ts; the server's own tests hold it to them.
  const body = (response.status === 204 ? undefined : await response.json()) as T
  return { body, etag: response.headers.get('etag') }
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.ifMatch) headers['if-match'] = options.ifMatch
  const csrf = method === 'GET' ? null : csrfToken(document.cookie)
  if (csrf) headers['x-xsrf-token'] = csrf
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Problem(
      0,
      'The server does not answer',
      'Check that it is running and that you are online; this page tries again by itself.'
    )
  }
}

/** The server's CSRF token, which a page of another origin can't read. */
export function csrfToken(cookies: string): string | null {
  const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(cookies)?.[1]
  return found ? decodeURIComponent(found) : null
}
