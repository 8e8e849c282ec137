import vine from '@vinejs/vine'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

/** Any object: judged when the draft is rated. */
const facts = () => vine.object({}).allowUnknownProperties()

/** The answers so far of a quote that is not rated yet. */
export const draftAnswersBody = defineBody(vine.create({ facts: facts() }))

/** The same, with the plan that asks. */
export const draftBody = defineBody(
  vine.create({
    plan: vine.string().minLength(1).maxLength(64),
    transaction: optional(vine.enum(['new_business', 'renewal'] as const)),
    facts: facts(),
  })
)
