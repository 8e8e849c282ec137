import { ExceptionHandler } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import { allowedMethods } from './allowed_methods.ts'
import { Problem } from './problem.ts'
import { toProblem } from './to_problem.ts'

/** Answers every failure with one problem document, and logs those that are ours. */
export default class HttpExceptionHandler extends ExceptionHandler {
  override async handle(error: unknown, ctx: HttpContext): Promise<void> {
    const problem = withTokenError(withMethod(toProblem(error), ctx), ctx)
    for (const [name, value] of Object.entries(problem.headers)) ctx.response.header(name, value)
    ctx.response.status(problem.status)
    ctx.response.type('application/problem+json')
    ctx.response.send(
      JSON.stringify(problem.toDocument(ctx.request.url(), ctx.request.id())),
      false
    )
  }

  override async report(error: unknown, ctx: HttpContext): Promise<void> {
    if (toProblem(error).status < 500) return
    ctx.logger.error({ err: error, request_id: ctx.request.id() }, 'request failed')
  }
}

/** A token that came along and was refused is named as the reason (RFC 6750, 3.1). */
function withTokenError(problem: Problem, ctx: HttpContext): Problem {
  const isRefusedToken =
    problem.kind === 'sign_in_needed' && /^bearer /i.test(ctx.request.header('authorization') ?? '')
  if (!isRefusedToken) return problem
  return new Problem(401, problem.kind, problem.message, {
    headers: { 'www-authenticate': 'Bearer realm="ratewright", error="invalid_token"' },
  })
}

/** A missing route whose address is known for other methods is a wrong method. */
function withMethod(problem: Problem, ctx: HttpContext): Problem {
  if (problem.kind !== 'not_found' || ctx.route !== undefined) return problem
  const allowed = allowedMethods(ctx.request.url())
  if (allowed.length === 0) return problem
  return new Problem(405, 'method_not_allowed', `Use ${allowed.join(' or ')} here.`, {
    headers: { allow: allowed.join(', ') },
  })
}
