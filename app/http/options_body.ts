import vine from '@vinejs/vine'
import { optional, orNull } from './optional.ts'
import { defineBody } from './request_body.ts'

const MAX_VARIATIONS = 20
const MAX_CHANGES = 50

/** Variations of a risk: each names facts by their JSON pointers, and what to take instead; null leaves one out. */
export const optionsBody = defineBody(
  vine.create({
    variations: optional(
      vine
        .array(
          vine.object({
            name: vine.string().trim().minLength(1).maxLength(80),
            set: vine.record(orNull(vine.any())).maxLength(MAX_CHANGES),
          })
        )
        .maxLength(MAX_VARIATIONS)
    ),
  })
)
