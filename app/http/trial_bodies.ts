import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

const versionNumber = () => vine.number({ strict: true }).range([1, 999_999_999]).withoutDecimals()

/** The body that asks whom a version hits: which risks, how many, and against which version. */
export const impactBody = defineBody(
  vine.create({
    of: optional(vine.enum(['book', 'quotes'] as const)),
    size: optional(vine.number({ strict: true }).range([1, 20_000]).withoutDecimals()),
    seed: optional(vine.number({ strict: true }).range([1, 2_147_483_647]).withoutDecimals()),
    against: optional(versionNumber()),
  })
)

/** The body that asks why one risk does not cost by a version what it costs by another. */
export const differenceBody = defineBody(
  vine.create({
    facts: vine.object({}).allowUnknownProperties(),
    against: optional(versionNumber()),
  })
)
