import type { HttpContext } from '@adonisjs/core/http'
import { etagOf, moveProblem } from '#http/move_problem'
import { insuredBody } from '#http/insured_body'
import { readMover } from '#http/read_mover'
import { nameInsured } from '#services/quotes/insured'

export default class InsuredController {
  /** Names the insured of a quote, with their mailing address. */
  async update(ctx: HttpContext) {
    const { email = null, ...named } = await insuredBody.read(ctx.request.body().json)
    const insured = { ...named, email }
    const result = await nameInsured(String(ctx.params.id), insured, readMover(ctx))
    if (!result.ok) throw moveProblem(result.error)
    ctx.response.header('etag', etagOf(result.etag))
    return { data: insured }
  }
}
