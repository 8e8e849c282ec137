import type { Role } from '#services/quotes/life/moves'

/** Every role that an account can have. */
export const ROLES: readonly Role[] = [
  'agent',
  'underwriter',
  'admin',
  'product_author',
  'reviewer',
]

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}
