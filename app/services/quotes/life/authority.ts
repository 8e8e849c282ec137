import authority from '#config/authority'
import type { Role } from './moves.ts'

/** The largest total that someone of the role may bind; null where there is no limit. */
export function bindLimitOf(role: Role): string | null {
  return authority.bindUpTo[role]
}

/** The largest total of a referred quote that someone of the role may approve; null where there is no limit. */
export function approveLimitOf(role: Role): string | null {
  return authority.approveUpTo[role]
}

/** Whether someone of the role settles what a rule refers to somebody, by that name; an underwriter where none is named. */
export function approvesFor(role: Role, to: string | null): boolean {
  return authority.approvesFor[role]?.includes(to ?? 'underwriter') ?? true
}

/** Compares two amounts with two decimals, exactly. */
export function isOverLimit(total: string, limit: string): boolean {
  return BigInt(total.replace('.', '')) > BigInt(limit.replace('.', ''))
}
