import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

/** The body that names the rule whose requirement is there in writing. */
export const electionBody = defineBody(
  vine.create({
    rule: vine.string().trim().minLength(1).maxLength(64),
    note: optional(vine.string().trim().maxLength(2000)),
  })
)
