import type { Facts } from '../facts/facts.ts'
import { runRules } from './online_engine.ts'
import { decide } from './eligibility.ts'
import { workFees } from './fee.ts'
import type { PreparedProgram } from './prepare.ts'
import { followSteps, workPremium } from './premium.ts'
import { Refusal } from './refusal.ts'
import { Risk } from './risk.ts'

import { sumOf } from './section.ts'
import type { Rated, RatingOutcome, RatingSummary, Worksheet } from './worksheet.ts'
import { writeFigures } from './write_figures.ts'
import { writeSummary } from './write_summary.ts'
import { writeWorksheet, type WorkedRisk } from './write_worksheet.ts'

/**
 * Rates one risk: the rules decide through json-rules-engine, the steps are worked out exactly, and
 * what each came to is kept. Facts that the plan doesn't rate come back as errors with their place:
 * `outside_table`. Ratings in flight at once don't touch one another; facts that passed
 * `validateFacts` against the program's shape never make it reject. The worksheet is written when it is first read, from
 * what was kept, and from the facts, which must stay as they are until then.
 */
export async function rate(prepared: PreparedProgram, facts: Facts): Promise<RatingOutcome> {
  const risk = new Risk(prepared.layout, facts, prepared.slots)
  try {
    await runRules(prepared.engine, risk)
    return new RatedRisk(work(prepared, facts, risk))
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, errors: [error.fact] }
    throw error
  }
}

function work(prepared: PreparedProgram, facts: Facts, risk: Risk): WorkedRisk {
  const day = effectiveOn(facts)
  const decision = decide(prepared, risk)
  const premiums = prepared.premiums.flatMap((premium) => workPremium(premium, risk))
  const sum = sumOf(premiums)
  const total = prepared.total && followSteps(prepared.total, sum, risk)
  const premium = total ? total.amount : sum
  const fees = workFees(prepared.fees, day, premium, risk)
  return { prepared, risk, effectiveOn: day, decision, premiums, sum, total, premium, fees }
}

/** A risk that the plan rates, with all that it was worked out from. */
class RatedRisk implements Rated {
  readonly ok = true
  readonly #worked: WorkedRisk
  #worksheet: Worksheet | undefined
  #summary: RatingSummary | undefined

  constructor(worked: WorkedRisk) {
    this.#worked = worked
  }

  get worksheet(): Worksheet {
    return (this.#worksheet ??= writeWorksheet(this.#worked))
  }

  get summary(): RatingSummary {
    return (this.#summary ??= writeSummary(this.#worked))
  }

  get figures(): string {
    return writeFigures(this.#worked)
  }

  /** As plain JSON, with the worksheet. */
  toJSON() {
    return { ok: true, worksheet: this.worksheet }
  }
}

/** The first day of cover, by which plans take effect; the one name that every product shares. */
function effectiveOn({ policy }: Facts): string {
  const { effective_on: date } = policy
  return typeof date === 'string' ? date : ''
}
