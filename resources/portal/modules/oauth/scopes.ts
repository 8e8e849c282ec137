/** What a client may ask for, as docs/api.md explains it; the server refuses what a role can't use. */
export const SCOPES = [
  ...['ratings', 'quotes:read', 'quotes:write', 'quotes:decide', 'policies:read', 'policies:bind'],
  ...['plans:read', 'plans:write', 'admin'],
]

/** In which role a client can act for itself, with its name for people. */
export const ROLES = [
  { role: 'agent', name: 'Agent' },
  { role: 'underwriter', name: 'Underwriter' },
  { role: 'product_author', name: 'Product author' },
  { role: 'reviewer', name: 'Reviewer' },
  { role: 'admin', name: 'Administrator' },
]
