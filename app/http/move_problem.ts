import expiry from '#config/expiry'
import { Problem } from '#exceptions/problem'
import type { BindFailure } from '#services/quotes/life/bind_quote'
import type { MoveFailure } from '#services/quotes/life/move_quote'
import type { PriceChanged } from '#services/quotes/life/prove_price'

/** The problem document for a quote that could not be moved: why, and what would be possible. */
export function moveProblem(failure: MoveFailure | BindFailure): Problem {
  switch (failure.type) {
    case 'no_such_quote':
      return new Problem(404, 'no_such_quote', 'There is no such quote.')
    case 'changed_meanwhile':
      return new Problem(
        412,
        'changed_meanwhile',
        'The quote was changed after you read it. Read it again and decide anew.',
        { headers: { etag: etagOf(failure.now) } }
      )
    case 'not_allowed':
      return new Problem(
        403,
        'not_allowed',
        `This takes the role ${failure.needs}; yours is ${failure.role}.`
      )
    case 'illegal_move':
      return new Problem(
        409,
        'illegal_move',
        `A quote that is ${failure.status} can't be moved by "${failure.move}". ${possible(failure.legal)}`
      )
    case 'erased':
      return new Problem(409, 'erased', 'The private data of this quote were erased for good.')
    case 'expired':
      return new Problem(
        409,
        'quote_expired',
        `The quote could be bound until ${failure.on} (${REASONS[failure.reason ?? ''] ?? 'its last day'}). Rate it again to have today's price: POST /api/v1/quotes/{id}/rerate, or …/versions with new facts.`
      )
    case 'elections_missing':
      return new Problem(
        409,
        'elections_missing',
        `Record in writing what these rules require first: ${failure.rules.join(', ')}.`
      )
    case 'over_authority':
      return new Problem(
        403,
        'over_authority',
        `The total is ${failure.total}; your limit is ${failure.limit}.`
      )
    case 'price_changed':
      return new Problem(409, 'price_changed', `${changeOf(failure)} Nothing was bound; revise it.`)
    case 'revised_meanwhile':
      return new Problem(
        409,
        'revised_meanwhile',
        'The quote was revised while you bound it. Nothing was bound; read it again.'
      )
    case 'too_many_instalments':
      return new Problem(
        422,
        'too_many_instalments',
        `The term has ${failure.most} months, so there are at most ${failure.most} instalments.`,
        {
          errors: [
            {
              pointer: '/instalments',
              path: 'instalments',
              code: 'too_many_instalments',
              message: `must be at most ${failure.most}`,
              help: null,
            },
          ],
        }
      )
  }
}

/** The entity tag of a quote: the count of its moves. */
export function etagOf(lockVersion: number): string {
  return `"${lockVersion}"`
}

const REASONS: Readonly<Record<string, string>> = {
  extended: 'an administrator set that day',
  report_age: `its reports were good for ${expiry.reports.daysGood} days`,
  days_open: `a price holds for ${expiry.daysOpen} days`,
  effective_date: 'the day on which cover begins',
  rates_change: 'other rates come into force the day after',
}

function changeOf({ shown, now, difference }: PriceChanged): string {
  if (difference !== null) {
    return `Two evaluators do not agree on the ${shown} that were shown (${difference}).`
  }
  const comesTo = now === null ? 'its facts are no longer rated' : `it comes to ${now}`
  return now === shown
    ? `The total is still ${shown}, but not by the steps that were shown.`
    : `${shown} were shown; ${comesTo} now.`
}

function possible(legal: readonly string[]): string {
  return legal.length > 0
    ? `Possible for you: ${legal.join(', ')}.`
    : 'Nothing is possible for you.'
}
