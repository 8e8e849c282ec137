import type { BlockedMove } from '#services/quotes/life/blocked_moves'

/** A move that is not open, as the API shows it: its problem's type and a sentence for people. */
export function presentBlocked({ move, because }: BlockedMove) {
  return { move, code: because.type, detail: sentence(because) }
}

function sentence(because: BlockedMove['because']): string {
  switch (because.type) {
    case 'not_allowed':
      return `For someone in the role ${because.needs}.`
    case 'over_authority':
      return `The total is over the ${because.limit} that you may bind.`
    case 'quote_expired':
      return `Could be bound until ${because.on}. Revise it to have today's price.`
    case 'not_approved':
      return 'Waits for an underwriter to approve it.'
  }
}
