import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

/** The body of a binding: in how many instalments it is to be paid, at once where nothing is said. */
export const bindBody = defineBody(
  vine.create({
    instalments: optional(vine.number({ strict: true }).withoutDecimals().range([1, 12])),
  })
)
