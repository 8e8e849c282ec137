import { clientBody } from '#http/client_body'
import type { JsonSchema } from '#rules/index'
import { inPath, jsonBody, operation } from './operation.ts'
import { list, ref } from './schemas.ts'

const texts = { type: 'array', items: { type: 'string' } }
const textOrNull = { type: ['string', 'null'] }

/** What an administrator is told of clients. */
export const OAUTH_SCHEMAS: Record<string, JsonSchema> = {
  OauthClient: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      organisation: textOrNull,
      public: { type: 'boolean' },
      grants: texts,
      scopes: texts,
      role: textOrNull,
      redirect_uris: texts,
      created_at: { type: 'string', format: 'date-time' },
      last_used_at: { type: ['string', 'null'], format: 'date-time' },
    },
    required: [
      'id',
      'name',
      'organisation',
      'public',
      'grants',
      'scopes',
      'role',
      'redirect_uris',
    ].concat('created_at', 'last_used_at'),
    additionalProperties: false,
  },
  ClientSecret: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      secret: { ...textOrNull, description: 'Shown this once; null for a public client.' },
    },
    required: ['id', 'secret'],
    additionalProperties: false,
  },
}

/** The programs that may ask for tokens. */
export function oauthPaths(): Record<string, JsonSchema> {
  const id = inPath('id', { type: 'string' }, 'rwc_example')
  return {
    '/api/v1/oauth/clients': {
      get: operation('listClients', 'Lists the API clients', 200, list(ref('OauthClient')), {
        problems: ['not_allowed'],
      }),
      post: operation('makeClient', 'Makes an API client', 201, ref('ClientSecret'), {
        requestBody: jsonBody(clientBody.schema, {
          'A program that acts for itself': {
            name: 'Comparison site',
            grants: ['client_credentials'],
            scopes: ['ratings', 'quotes:write'],
            role: 'agent',
          },
        }),
        problems: ['not_allowed'],
      }),
    },
    '/api/v1/oauth/clients/{id}': {
      delete: operation('revokeClient', 'Ends a client with all its tokens', 204, null, {
        parameters: [id],
        problems: ['not_allowed', 'no_such_client'],
      }),
    },
    '/api/v1/oauth/clients/{id}/secret': {
      post: operation('rotateSecret', 'Makes another secret', 200, ref('ClientSecret'), {
        parameters: [id],
        requestBody: jsonBody(
          { type: 'object', properties: {}, additionalProperties: false },
          {
            'Nothing is to be said': {},
          }
        ),
        problems: ['not_allowed', 'no_such_client', 'no_secret'],
      }),
    },
  }
}
