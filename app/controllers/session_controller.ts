import type { HttpContext } from '@adonisjs/core/http'
import { readCredentials } from '#http/credentials'
import { liveHub } from '#live/live_hub'
import { signIn } from '#services/identity/sign_in'
import { signInProblem } from '#http/sign_in_problem'

export default class SessionController {
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
    liveHub.endSession(sessionId)
    return response.noContent()
  }
}
