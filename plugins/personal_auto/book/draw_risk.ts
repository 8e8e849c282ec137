import { shiftDate } from '#rules/index'
import type { DrawRisk } from '../../contract.ts'
import { drawCoverages } from './draw_coverages.ts'
import { drawHousehold } from './draw_household.ts'
import { drawVehicles } from './draw_vehicles.ts'

/**
 * A household with its cars, as an insurer of the standard market meets them. The weights are stated
 * beside each draw: whole numbers near what public statistics show, and judgement where none do.
 */
export const drawRisk: DrawRisk = (random, { shape, firstDay }) => {
  const effectiveOn = shiftDate(firstDay, 'days', random.between(0, 364))
  const prudence = random.between(0, 99)
  const drivers = drawHousehold(random, effectiveOn)
  const vehicles = drawVehicles(random, drivers, effectiveOn)
  const limits = new Map<string, string | number>()
  const vehicleShape = shape.policy.entities.find(({ name }) => name === 'vehicle')
  return {
    policy: {
      effective_on: effectiveOn,
      term: random.weighted([
        [6, 65],
        [12, 35],
      ]),
      prior_cover: random.weighted([
        ['continuous', 70 + Math.floor(prudence / 4)],
        ['lapsed', 12],
        ['none', 6],
      ]),
      homeowner: random.happens(prudence, 140),
      paid_in_full: random.happens(20 + prudence, 300),
      paperless: random.happens(55, 100),
      insurance_score: random.happens(92, 100) ? insuranceScore(random, prudence) : undefined,
      reports_ordered_on: undefined,
      ...coverages(shape.policy.coverages),
    },
    drivers: drivers.map(({ age: _, ...driver }) => ({ ...driver, licence_number: undefined })),
    vehicles: vehicles.map(({ age, ...vehicle }) => ({
      ...vehicle,
      ...coverages(vehicleShape?.coverages ?? [], age),
    })),
  }

  function coverages(shapes: Parameters<typeof drawCoverages>[1], age = 0) {
    return shapes.length > 0
      ? { coverages: drawCoverages(random, shapes, { prudence, age, limits }) }
      : {}
  }
}

/** Four uniform draws added come near a bell; the middle moves up with prudence, from 620 to 770. */
function insuranceScore(random: Parameters<DrawRisk>[0], prudence: number): number {
  const spread = Array.from({ length: 4 }, () => random.between(-70, 70))
  const score = spread.reduce((sum, part) => sum + part, 620 + Math.round(prudence * 1.5))
  return Math.min(997, Math.max(200, score))
}
