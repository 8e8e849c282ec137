import type { Facts } from '../facts/facts.ts'
import { decimal, type Decimal } from '../money/decimal.ts'
import { currencyDigits } from '../money/currency.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { prepareBulk } from '../rating/bulk/prepare_bulk.ts'
import type { PreparedProgram } from '../rating/prepare.ts'
import { rate } from '../rating/rate.ts'
import type { Worksheet } from '../rating/worksheet.ts'

/** What a risk costs. */
export interface Price {
  /** With the fees. */
  readonly total: Decimal
  /** Without them. */
  readonly premium: Decimal
  /** By `entity number`, the sum of its own premiums. */
  readonly own: ReadonlyMap<string, Decimal>
}

/** Rates risks of one plan without telling how; null for a risk that the plan refuses. */
export interface Pricer {
  price(facts: Facts): Promise<Price | null>
  /** With the whole worksheet. */
  explain(facts: Facts): Promise<Worksheet | null>
}

/** A book's own risks come again with each expectation; more than a few books are not kept. */
const MOST_KEPT = 2_000

/** By bulk rating where the plan and the risk allow it, else by the exact path. */
export function pricerOf(prepared: PreparedProgram): Pricer {
  const { program } = prepared.compiled
  const bulk = prepareBulk(program)
  const digits = currencyDigits(program.plan.currency)
  const exact = new Map<string, Price | null>()
  const explain = async (facts: Facts) => {
    const outcome = await rate(prepared, facts)
    return outcome.ok ? outcome.worksheet : null
  }
  return {
    explain,
    price: async (facts) => {
      const found = bulk.rate(facts)
      if (found) {
        const money = (amount: number) => decimal(BigInt(amount), bulk.scale)
        const own = new Map<string, Decimal>()
        let at = 0
        for (const { kind, width } of bulk.lowered.premiums) {
          const shape = bulk.lowered.layout.kinds[kind]
          const list = shape?.list ? facts[shape.list] : null
          const count = Array.isArray(list) ? list.length : 1
          for (let number = 1; number <= count; number++) {
            const amounts = found.premiums.slice(at, at + width).filter((one) => !Number.isNaN(one))
            at += width
            const key = `${shape?.name ?? 'policy'} ${number}`
            const sum = amounts.reduce((all, one) => all + BigInt(one), 0n)
            own.set(key, decimal(sum + inUnits(own.get(key), bulk.scale), bulk.scale))
          }
        }
        return { total: money(found.total), premium: money(found.premium), own }
      }
      const risk = JSON.stringify(facts)
      const before = exact.get(risk)
      if (before !== undefined) return before
      const worksheet = await explain(facts)
      const price = worksheet && priceOf(worksheet, digits)
      if (exact.size < MOST_KEPT) exact.set(risk, price)
      return price
    },
  }
}

function priceOf({ total, sections, policyTotal }: Worksheet, digits: number): Price {
  const own = new Map(
    sections.map(({ entity, number, subtotal }) => [`${entity} ${number}`, toDecimal(subtotal)])
  )
  const sum = [...own.values()].reduce((all, one) => all + inUnits(one, digits), 0n)
  const premium = policyTotal ? toDecimal(policyTotal.premium) : decimal(sum, digits)
  return { total: toDecimal(total), premium, own }
}

/** An amount as a whole number at `10^scale`. */
export function inUnits(amount: Decimal | undefined, scale: number): bigint {
  if (!amount) return 0n
  return BigInt(amount.coefficient) * 10n ** BigInt(scale - amount.scale)
}
