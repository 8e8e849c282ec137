import { Problem } from '#exceptions/problem'
import type { SubmitFailure } from '#services/plans/life/review_version'
import type { PlanMoveFailure } from '#services/plans/life/move_version'
import type { PublishFailure } from '#services/plans/life/publish_version'
import { etagOf } from './move_problem.ts'

/** The problem document for a version that could not be moved: why, and what would be possible. */
export function planProblem(failure: PlanMoveFailure | SubmitFailure | PublishFailure): Problem {
  switch (failure.type) {
    case 'no_such_version':
      return noSuchPlanVersion()
    case 'changed_meanwhile':
      return new Problem(
        412,
        'changed_meanwhile',
        'The version was changed after you read it. Read it again and decide anew.',
        { headers: { etag: etagOf(failure.now) } }
      )
    case 'not_allowed':
      return new Problem(403, 'not_allowed', failure.why)
    case 'illegal_move': {
      const { state, move, legal } = failure
      const possible =
        legal.length > 0 ? `Possible for you: ${legal.join(', ')}.` : 'Nothing is possible for you.'
      return new Problem(
        409,
        'illegal_move',
        `A version that is ${state} can't be moved by "${move}". ${possible}`
      )
    }
    case 'has_errors':
      return new Problem(409, 'plan_has_errors', 'The draft has errors; mend them first.', {
        errors: failure.errors.map(({ code, message, help, source, from }) => ({
          pointer: '',
          path: `${source}:${from.line}:${from.column}`,
          code,
          message,
          help,
        })),
      })
    case 'other_plan':
      return new Problem(409, 'other_plan', `The source is that of the plan "${failure.named}".`)
    case 'in_the_past':
      return onDay(
        failure.clock,
        'in_the_past',
        `must not lie before today, ${failure.today} in the plan's state`
      )
    case 'begins_too_early':
      return new Problem(
        409,
        'begins_too_early',
        `Version ${failure.after} begins no earlier on one of the two clocks; versions follow each other in time.`
      )
  }
}

/** For a plan or a version of one that is not there. */
export function noSuchPlanVersion(): Problem {
  return new Problem(404, 'no_such_plan_version', 'There is no such version of such a plan.')
}

function onDay(clock: 'newBusiness' | 'renewals', code: string, message: string): Problem {
  const path = clock === 'newBusiness' ? 'new_business_from' : 'renewals_from'
  return new Problem(422, code, `${path} ${message}.`, {
    errors: [{ pointer: `/${path}`, path, code, message, help: null }],
  })
}
