import { defineConfig } from '@adonisjs/static'

/** Built assets carry a hash in their name, so a browser may keep them for good. */
const staticConfig = defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',
  maxAge: '365 days',
  immutable: true,
})

export default staticConfig
