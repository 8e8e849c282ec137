import vine from '@vinejs/vine'
import { ROLES } from '#services/identity/roles'
import { SCOPE_NAMES } from '#services/oauth/scopes'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

const GRANTS = ['client_credentials', 'authorization_code', 'refresh_token', 'password'] as const

/** The body that makes an API client. */
export const clientBody = defineBody(
  vine.create({
    name: vine.string().trim().minLength(1).maxLength(120),
    organisation: optional(vine.string().trim().minLength(1).maxLength(120)),
    public: optional(vine.boolean({ strict: true })),
    grants: vine.array(vine.enum(GRANTS)).minLength(1).distinct(),
    scopes: vine.array(vine.enum(SCOPE_NAMES)).minLength(1).distinct(),
    role: optional(vine.enum(ROLES)),
    redirect_uris: optional(vine.array(vine.string().maxLength(2000)).maxLength(20).distinct()),
  })
)
