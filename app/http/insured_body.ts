import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

const line = () => vine.string().trim().minLength(1).maxLength(120)

/** The body that names the insured, with the mailing address line by line. */
export const insuredBody = defineBody(
  vine.create({
    name: line(),
    address: vine.array(line()).maxLength(6),
    email: optional(vine.string().trim().email().maxLength(254)),
  })
)
