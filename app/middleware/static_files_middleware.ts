import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Below these no file is looked for on disk, which would cost each call of the API a look. */
const WITHOUT_FILES = /^\/(?:api\/|live$|health$|session$)/

/** Answers with the portal's files where there are some. */
export default class StaticFilesMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    if (WITHOUT_FILES.test(ctx.request.url())) return next()
    const files = await ctx.containerResolver.make(StaticMiddleware)
    return files.handle(ctx, next)
  }
}
