import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { isUnsafe } from '#http/is_unsafe'
import { readJson } from '#http/read_json'

/**
 * Reads the body of an unsafe request as JSON before the action runs; whatever else it is, is refused
 * with the reason. A DELETE may have none.
 */
export default class JsonBodyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { request } = ctx
    const isRead = Object.hasOwn(request.body(), 'json')
    const isEmptyDelete = request.method() === 'DELETE' && !request.hasBody()
    // Not `setInitialBody`, which would copy the whole of it for forms that are shown again.
    if (isUnsafe(request) && !isRead && !isEmptyDelete) {
      request.updateBody({ json: await readJson(request.request) })
    }
    return next()
  }
}
