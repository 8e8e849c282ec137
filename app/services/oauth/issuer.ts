import env from '#start/env'

/** Where this platform is reached: PUBLIC_URL without a slash at its end, else the address it listens on. */
export function issuer(): string {
  const stated = env.get('PUBLIC_URL')
  if (stated !== undefined) return stated.replace(/\/+$/, '')
  const host = env.get('HOST', 'localhost')
  const name = ['0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${env.get('PORT', 3333)}`
}
