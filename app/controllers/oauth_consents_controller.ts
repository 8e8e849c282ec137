import vine from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { signInNeeded } from '#exceptions/to_problem'
import { defineBody } from '#http/request_body'
import { answerConsent, findConsentRequest } from '#services/oauth/consents'
import type { Consenter, Exchange } from '#services/oauth/consents'
import { SCOPES } from '#services/oauth/scopes'

const answerBody = defineBody(vine.create({ granted: vine.boolean({ strict: true }) }))

/** What a person is asked when a client sends them here. A session alone may answer: no token can grant another. */
export default class OauthConsentsController {
  /** Says who asks, and what for. */
  async show(ctx: HttpContext) {
    const asked = await findConsentRequest(ctx.params.uid, exchangeOf(ctx), consenterOf(ctx))
    if (!asked) throw isOver()
    const { client, scopes, isRemembered, returnsTo } = asked
    return {
      data: {
        client,
        scopes: scopes.map((name) => ({ name, means: SCOPES[name].means })),
        remembered: isRemembered,
        returns_to: returnsTo,
      },
    }
  }

  /** Grants or refuses; the answer says where the browser goes on. */
  async answer(ctx: HttpContext) {
    const { granted } = await answerBody.read(ctx.request.body().json)
    const by = consenterOf(ctx)
    const next = await answerConsent(ctx.params.uid, granted, exchangeOf(ctx), by)
    if (next === undefined) throw isOver()
    return { data: { next } }
  }
}

function exchangeOf({ request, response }: HttpContext): Exchange {
  return { request: request.request, response: response.response }
}

function consenterOf({ auth, request, session }: HttpContext): Consenter {
  if (session === undefined) throw signInNeeded()
  const { id, role } = auth.getUserOrFail()
  return { userId: id, role, requestId: request.id() ?? '' }
}

function isOver(): Problem {
  return new Problem(
    404,
    'no_such_request',
    'This request is over, or it came to another browser. Begin again at the program that sent you.'
  )
}
