import type { QuoteAct, Role } from '#services/quotes/life/moves'

const SELL: readonly Role[] = ['agent', 'underwriter', 'admin']
const JUDGE: readonly Role[] = ['underwriter', 'admin']
const ADMINISTER: readonly Role[] = ['admin']

/** Who may do what to quotes, and how far it reaches: amounts with two decimals, null for no limit. */
const authority: {
  /** The roles that may; the first is the least. */
  readonly mayDo: Readonly<Record<QuoteAct, readonly Role[]>>
  readonly bindUpTo: Readonly<Record<Role, string | null>>
  readonly approveUpTo: Readonly<Record<Role, string | null>>
  /** Whose referrals each role settles, by the name behind `refer to`; null for everybody's. */
  readonly approvesFor: Readonly<Record<Role, readonly string[] | null>>
} = {
  mayDo: {
    ...{ quote: SELL, revise: SELL, elect: SELL, refer: SELL, withdraw: SELL, bind: SELL },
    ...{ approve: JUDGE, decline: JUDGE, reopen: JUDGE, requote: JUDGE },
    ...{ extend: ADMINISTER, reassign: ADMINISTER, erase: ADMINISTER, hold: ADMINISTER },
  },
  bindUpTo: {
    agent: '10000.00',
    underwriter: '50000.00',
    admin: null,
    product_author: '0.00',
    reviewer: '0.00',
  },
  approveUpTo: {
    agent: '0.00',
    underwriter: '50000.00',
    admin: null,
    product_author: '0.00',
    reviewer: '0.00',
  },
  approvesFor: {
    agent: [],
    underwriter: ['underwriter'],
    admin: null,
    product_author: [],
    reviewer: [],
  },
}

export default authority
