import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

/** Whether a bulk re-quote appends versions, and why. */
export const requoteBody = defineBody(
  vine.create({
    apply: vine.boolean({ strict: true }),
    reason: optional(vine.string().trim().minLength(1).maxLength(2000)),
  })
)
