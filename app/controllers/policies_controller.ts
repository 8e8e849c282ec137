import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { moveProblem } from '#http/move_problem'
import { presentPolicy } from '#http/present_policy'
import { bindBody } from '#http/bind_body'
import { readMover } from '#http/read_mover'
import { findPolicy } from '#services/policies/find_policy'
import { bindQuote } from '#services/quotes/life/bind_quote'

export default class PoliciesController {
  /** Binds a quote; asked again it answers with the policy that there is. */
  async store(ctx: HttpContext) {
    const { instalments = 1 } = await bindBody.read(ctx.request.body().json)
    const result = await bindQuote(ctx.params.id, instalments, readMover(ctx))
    if (!result.ok) throw moveProblem(result.error)
    const bound = result.value
    const { number } = bound
    ctx.response.status(bound.isNew ? 201 : 200).header('location', `/api/v1/policies/${number}`)
    return { data: bound.isNew ? presentPolicy(bound.policy) : await this.#present(number) }
  }

  /** Shows a policy by its newest version, with its instalments. */
  async show({ params }: HttpContext) {
    return { data: await this.#present(params.number) }
  }

  async #present(number: string) {
    const policy = await findPolicy(number)
    if (!policy) throw new Problem(404, 'no_such_policy', `There is no policy ${number}.`)
    return presentPolicy(policy)
  }
}
