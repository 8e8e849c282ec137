import { Problem } from '#exceptions/problem'

/** The problem document for a quote whose risk can't be rated again. */
export function riskProblem({
  type,
}: {
  readonly type: 'no_such_quote' | 'no_longer_rated'
}): Problem {
  return type === 'no_such_quote'
    ? new Problem(404, 'no_such_quote', 'There is no such quote.')
    : new Problem(409, 'no_longer_rated', 'This release no longer rates the quote. Revise it.')
}
