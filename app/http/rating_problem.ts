import { Problem } from '#exceptions/problem'
import type { RatingFailure } from '#services/quotes/rate_facts'

/** The problem document for facts that could not be rated; its pointers reach into the whole body. */
export function ratingProblem(failure: RatingFailure): Problem {
  switch (failure.type) {
    case 'invalid_facts':
      return new Problem(422, 'invalid_facts', 'Some facts are missing or wrong.', {
        errors: failure.errors.map((error) => ({ ...error, pointer: `/facts${error.pointer}` })),
      })
    case 'unknown_plan':
      return onField('/plan', 'plan', 'unknown_plan', 'is not a plan that is in force', {
        help: failure.known.length > 0 ? `One of ${failure.known.join(', ')}.` : null,
      })
    case 'not_in_force':
      return onField(
        '/facts/policy/effective_on',
        'policy.effective_on',
        'not_in_force',
        'lies before the first version of the plan',
        {
          help: `A date from ${failure.from} on.`,
        }
      )
  }
}

function onField(
  pointer: string,
  path: string,
  code: string,
  message: string,
  { help }: { readonly help: string | null }
): Problem {
  return new Problem(422, code, `${path} ${message}.`, {
    errors: [{ pointer, path, code, message, help }],
  })
}
