import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { extendBody, reassignBody } from '#http/administer_bodies'
import { etagOf, moveProblem } from '#http/move_problem'
import { readMover } from '#http/read_mover'
import {
  administerQuote,
  type AdministerFailure,
  type AdministratorsAct,
} from '#services/quotes/life/administer_quote'

export default class AdministrationController {
  /** Gives a quote to another producer. */
  async reassign(ctx: HttpContext) {
    const body = await reassignBody.read(ctx.request.body().json)
    return this.#act(ctx, { kind: 'reassign', ...body })
  }

  /** Lets the price of a quote hold until another day. */
  async extend(ctx: HttpContext) {
    const body = await extendBody.read(ctx.request.body().json)
    return this.#act(ctx, { kind: 'extend', ...body })
  }

  async #act(ctx: HttpContext, act: AdministratorsAct) {
    const result = await administerQuote(ctx.params.id, act, readMover(ctx))
    if (!result.ok) throw problemOf(result.error)
    ctx.response.header('etag', etagOf(result.lockVersion))
    return ctx.response.noContent()
  }
}

function problemOf(failure: AdministerFailure): Problem {
  switch (failure.type) {
    case 'no_such_user':
      return onField('/to', 'to', 'no_such_user', 'is the number of no account')
    case 'no_such_extension':
      return onField(
        '/until',
        'until',
        'no_such_extension',
        `must be a day from ${failure.from} to ${failure.to}, when cover begins`
      )
    default:
      return moveProblem(failure)
  }
}

function onField(pointer: string, path: string, code: string, message: string): Problem {
  return new Problem(422, code, `${path} ${message}.`, {
    errors: [{ pointer, path, code, message, help: null }],
  })
}
