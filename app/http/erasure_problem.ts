import { Problem } from '#exceptions/problem'
import type { ErasureFailure } from '#services/privacy/erase_quote'
import { moveProblem } from './move_problem.ts'

/** The problem document for a quote that was not erased: why, and until when. */
export function erasureProblem(failure: ErasureFailure): Problem {
  switch (failure.type) {
    case 'no_such_quote':
    case 'changed_meanwhile':
      return moveProblem(failure)
    case 'already_erased':
      return new Problem(409, 'erased', 'The private data of this quote were erased before.')
    case 'legal_hold':
      return new Problem(
        409,
        'legal_hold',
        `A legal hold stands (${failure.reason}). Lift it first, if the law allows.`
      )
    case 'policy_in_force':
      return new Problem(
        409,
        'policy_in_force',
        `Policy ${failure.number} runs until ${failure.until}; its insured's data are kept until then.`
      )
  }
}
