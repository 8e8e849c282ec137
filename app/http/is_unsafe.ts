import type { HttpContext } from '@adonisjs/core/http'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Whether a request may change something. */
export function isUnsafe(request: HttpContext['request']): boolean {
  return !SAFE.includes(request.method())
}
