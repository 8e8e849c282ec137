import { listPlans } from '#services/plans/list_plans'

export default class PlansController {
  /** Lists the plans that can be rated, each by the version published last. */
  async index() {
    return { data: await listPlans() }
  }
}
