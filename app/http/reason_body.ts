import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

const reason = () => vine.string().trim().minLength(1).maxLength(2000)

/** The body of a move that must have a reason. */
export const reasonBody = defineBody(vine.create({ reason: reason() }))

/** The body of a move that may have one. */
export const reasonIfAnyBody = defineBody(vine.create({ reason: optional(reason()) }))
