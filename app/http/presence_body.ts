import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

/** The body by which someone says that they edit a quote, or no longer do. */
export const presenceBody = defineBody(
  vine.create({
    state: vine.enum(['here', 'gone'] as const),
    /** The answer that is being given, as a JSON pointer into the facts. */
    at: optional(
      vine
        .string()
        .maxLength(300)
        .regex(/^(\/[\w~-]+)+$/)
    ),
  })
)
