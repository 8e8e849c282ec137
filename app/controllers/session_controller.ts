import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { readCredentials } from '#http/credentials'
import { LiveHub } from '#live/live_hub'
import { signIn } from '#services/identity/sign_in'
import { signInProblem } from '#http/sign_in_problem'

@inject()
export default class SessionController {
  constructor(private readonly hub: LiveHub) {}

  /** Signs a person in with email and password. */
  async store({ request, auth, response }: HttpContext) {
    const result = await signIn(await readCredentials(request.body().json), request.ip())
    if (!result.ok) throw signInProblem(result.error)
    await auth.use('session').login(result.user)
    return response.noContent()
  }

  /** Signs out, and ends the live streams of this session. */
  async destroy({ auth, session, response }: HttpContext) {
    const { sessionId } = session
    await auth.use('session').logout()
    this.hub.endSession(sessionId)
    return response.noContent()
  }
}
