import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { reworkWorksheet } from '#services/quotes/rework_worksheet'

export default class WorksheetsController {
  /** Shows the worksheet of one version: worked out anew, and the very one that was shown at first. */
  async show({ params }: HttpContext) {
    const result = await reworkWorksheet(params.id, Number(params.number))
    if (result.ok) return { data: result.worksheet }
    const version = `version ${params.number} of quote ${params.id}`
    switch (result.error.type) {
      case 'no_such_version':
        throw new Problem(404, 'no_such_version', `There is no ${version}.`)
      case 'differs':
        throw new Problem(
          500,
          'worksheet_differs',
          `This release does not come to the worksheet of ${version} that was shown then.`
        )
    }
  }
}
