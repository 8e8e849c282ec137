import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { presentVersion } from '#http/present_version'
import { findVersion } from '#services/quotes/find_version'

export default class VersionsController {
  /** Shows one version of a quote with the facts that it was rated from. */
  async show({ params: { id, number } }: HttpContext) {
    const version = await findVersion(id, Number(number))
    if (version) return { data: presentVersion(version) }
    throw new Problem(404, 'no_such_version', `There is no version ${number} of quote ${id}.`)
  }
}
