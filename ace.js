/**
 * Runs ace commands: registers the TypeScript loader, then hands over to bin/console.ts.
 */
import './bin/typescript.js'

await import('./bin/console.ts')
