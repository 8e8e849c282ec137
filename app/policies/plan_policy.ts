import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import { PLAN_ROLES, type PlanMove } from '#services/plans/life/plan_moves'
import type { Role } from '#services/quotes/life/moves'

/** Who wants to do something to a version. */
export interface Editor {
  readonly userId: number
  readonly role: Role
}

/** Decides who may do what to the versions of a plan: by role, and never as judge of their own work. */
export default class PlanPolicy extends BasePolicy {
  make(editor: Editor, move: PlanMove | 'copy', version: { readonly authorId: number | null }) {
    const roles = PLAN_ROLES[move]
    if (!roles.includes(editor.role)) {
      return AuthorizationResponse.deny(
        `This takes the role ${roles.join(' or ')}; yours is ${editor.role}.`
      )
    }
    if (move === 'approve' && version.authorId === editor.userId) {
      return AuthorizationResponse.deny('Whoever wrote a version can not approve it.')
    }
    return AuthorizationResponse.allow()
  }
}
