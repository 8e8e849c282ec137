import { compare } from '../money/arithmetic.ts'
import { integer } from '../money/decimal.ts'
import { domainOf, type DomainWorld } from '../plan/domain_of.ts'
import type { Domain } from '../plan/domain.ts'
import type { PlanModel } from '../plan/model.ts'
import { visitReachable } from '../plan/reachable.ts'
import type { Report } from './report.ts'

/** Nothing is divided by what may be zero for some risk. */
export function noZeroDivisors(plan: PlanModel, domains: DomainWorld, report: Report): void {
  visitReachable(plan, (value, coverage) => {
    if (value.kind !== 'arithmetic' || value.op !== '/') return
    if (!mayBeZero(domainOf(value.right, coverage, domains))) return
    report.error(
      'RATE321',
      value.right.span,
      'This may be zero, and nothing can be divided by zero',
      {
        help: 'bound it: ", at least 1"',
      }
    )
  })
}

function mayBeZero(domain: Domain): boolean {
  const zero = integer(0)
  if (domain.kind === 'set') return domain.values.some((value) => compare(value, zero) === 0)
  if (domain.kind !== 'numbers') return true
  const { low, high } = domain
  return (low === null || compare(low, zero) <= 0) && (high === null || compare(high, zero) >= 0)
}
