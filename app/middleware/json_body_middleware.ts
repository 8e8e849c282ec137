import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { readJson } from '#http/read_json'

/** Reads the body as JSON before the action runs; whatever else it is, is refused with the reason. */
export default class JsonBodyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.request.setInitialBody({ json: await readJson(ctx.request.request) })
    return next()
  }
}
