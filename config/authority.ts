import type { Role } from '#services/quotes/life/moves'

/** How far each role's authority reaches: amounts with two decimals, null for no limit. */
const authority: {
  readonly bindUpTo: Readonly<Record<Role, string | null>>
  readonly approveUpTo: Readonly<Record<Role, string | null>>
} = {
  approveUpTo: {
    agent: '0.00',
    underwriter: '50000.00',
    admin: null,
    product_author: '0.00',
    reviewer: '0.00',
  },
  bindUpTo: {
    agent: '10000.00',
    underwriter: '50000.00',
    admin: null,
    product_author: '0.00',
    reviewer: '0.00',
  },
}

export default authority
