import vine from '@vinejs/vine'
import { defineBody } from './request_body.ts'

/** The body by which someone says that they edit a quote, or no longer do. */
export const presenceBody = defineBody(vine.create({ state: vine.enum(['here', 'gone'] as const) }))
