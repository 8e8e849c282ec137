import { errors } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { areDemoAccountsOpen, DEMO_LOGIN } from '#services/identity/demo_accounts'

/** Addresses that are never a page of the portal. */
const NOT_PAGES = /^\/(api|assets|live|health|session|\.well-known|oauth(?!\/consent\/))(\/|$)/

export default class PortalController {
  /** Serves the portal's one page at every address that is not ours. */
  show({ request, view }: HttpContext) {
    const url = request.url()
    if (NOT_PAGES.test(url)) throw new errors.E_ROUTE_NOT_FOUND([request.method(), url])
    return view.render('portal', { demo: areDemoAccountsOpen() ? DEMO_LOGIN : undefined })
  }
}
