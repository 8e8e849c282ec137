import type { HttpContext } from '@adonisjs/core/http'
import { presentAsked, presentLever } from '#http/present_option'
import { riskProblem } from '#http/risk_problem'
import { declaredOffers } from '#services/offers/declared_offers'
import { findLevers } from '#services/offers/find_levers'
import { newestRisk } from '#services/offers/newest_risk'

export default class LeversController {
  /** Lists what the customer could choose to pay less, each with its price. */
  async index({ params }: HttpContext) {
    const found = await newestRisk(params.id)
    if (!found.ok) throw riskProblem(found.error)
    const levers = await findLevers(found.risk, await declaredOffers(found.plan))
    return { data: { asked: presentAsked(found.risk), levers: levers.map(presentLever) } }
  }
}
