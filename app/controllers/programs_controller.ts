import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import PlanVersion from '#models/plan_version'

export default class ProgramsController {
  /** Shows a stored program by its hash; what a hash names never changes, so it may be kept. */
  async show({ params, response }: HttpContext) {
    const version = await PlanVersion.findBy({ programHash: params.hash })
    if (!version) throw new Problem(404, 'no_such_program', 'No stored program has this hash.')
    response.header('cache-control', 'private, max-age=31536000, immutable')
    const { plan, base } = version.sources
    return {
      data: {
        program: version.program,
        source: plan.text,
        source_file: plan.name,
        inherited: base ? { source: base.plan.text, source_file: base.plan.name } : null,
      },
    }
  }
}
