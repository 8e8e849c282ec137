import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { readCount } from '#http/read_count'
import { compareVersions } from '#services/quotes/compare_versions'

export default class ComparisonsController {
  /** Explains why two versions of a quote do not cost the same. */
  async show({ params, request }: HttpContext) {
    const [from, to] = [readCount('from', request.qs().from), readCount('to', request.qs().to)]
    const result = await compareVersions(params.id, from, to)
    if (result.ok) return { data: { from, to, ...result.difference } }
    if (result.error.type === 'no_such_version') {
      const { number } = result.error
      throw new Problem(404, 'no_such_version', `There is no version ${number} of this quote.`)
    }
    throw new Problem(409, 'no_longer_rated', 'This release no longer rates one of the versions.')
  }
}
