import vine from '@vinejs/vine'
import { defineBody } from './request_body.ts'

const reason = () => vine.string().trim().minLength(1).maxLength(2000)

/** The body that gives a quote to another producer, by the number of their account. */
export const reassignBody = defineBody(
  vine.create({
    to: vine.number({ strict: true }).withoutDecimals().range([1, 2_147_483_647]),
    reason: reason(),
  })
)

/** The body that lets a price hold longer. */
export const extendBody = defineBody(
  vine.create({ until: vine.string().regex(/^\d{4}-\d{2}-\d{2}$/), reason: reason() })
)
