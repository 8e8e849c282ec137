import type { HttpContext } from '@adonisjs/core/http'

export default class MeController {
  /** Shows who is signed in. */
  show({ auth }: HttpContext) {
    const { id, fullName, email } = auth.getUserOrFail()
    return { data: { id, full_name: fullName, email } }
  }
}
