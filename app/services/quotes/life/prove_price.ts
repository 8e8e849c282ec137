import { differenceFromOracle } from '#rules/index'
import type { Facts, PreparedProgram, Worksheet } from '#rules/index'
import { reworkVersion, type RatedFrom } from '../rework_worksheet.ts'
import { hashText } from '../worksheet_hash.ts'

export type ProvenPrice =
  | {
      readonly ok: true
      readonly prepared: PreparedProgram
      readonly facts: Facts
      readonly worksheet: Worksheet
      /** The very text whose hash was shown. */
      readonly worksheetJson: string
      readonly termMonths: number
    }
  | { readonly ok: false; readonly error: PriceChanged }

/** A version with what was shown of it. */
export interface ShownVersion extends RatedFrom {
  readonly worksheetHash: string
  readonly total: string
}

/** The stored facts no longer come to what was shown. */
export interface PriceChanged {
  readonly type: 'price_changed'
  readonly shown: string
  /** What they come to now; null where they are no longer rated. */
  readonly now: string | null
  /** The first thing in which two evaluators differ; null where they agree with each other. */
  readonly difference: string | null
}

/**
 * Rates a version's facts with its own program twice, by the online evaluator and by the stock engine.
 * Both must come to the worksheet that was shown, down to each step.
 */
export async function provePrice(version: ShownVersion): Promise<ProvenPrice> {
  const reworked = await reworkVersion(version)
  const changed = (now: string | null, difference: string | null = null): ProvenPrice => ({
    ok: false,
    error: { type: 'price_changed', shown: version.total, now, difference },
  })
  if (!reworked) return changed(null)
  const { prepared, facts, worksheet } = reworked
  const worksheetJson = JSON.stringify(worksheet)
  if (hashText(worksheetJson) !== version.worksheetHash) return changed(worksheet.total)
  const { program } = prepared.compiled
  const difference = await differenceFromOracle(program, facts, worksheet)
  if (difference !== null) return changed(worksheet.total, difference)
  const termMonths = termMonthsOf(prepared, facts)
  return { ok: true, prepared, facts, worksheet, worksheetJson, termMonths }
}

/** The months of cover. Every product asks for them in at most one question; without it a term is a year. */
export function termMonthsOf({ compiled }: PreparedProgram, facts: Facts): number {
  const { fields } = compiled.program.shape.policy
  const field = fields.find(({ type }) => type.kind === 'months')
  const months = field && facts.policy[field.name]
  return typeof months === 'number' ? months : 12
}
