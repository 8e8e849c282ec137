import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { findQuoteVersion } from '#services/quotes/find_quote'

export default class WorksheetsController {
  /** Shows the worksheet of one version, as it was stored. */
  async show({ params }: HttpContext) {
    const version = await findQuoteVersion(params.id, Number(params.number))
    if (!version) {
      throw new Problem(
        404,
        'no_such_version',
        `There is no version ${params.number} of quote ${params.id}.`
      )
    }
    return { data: version.worksheet }
  }
}
