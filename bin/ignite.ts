import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { APP_ROOT, importFromRoot } from './importer.ts'

/** The application, described but not yet running: what every entry point of bin/ starts from. */
export function ignite(): Ignitor {
  return new Ignitor(APP_ROOT, { importer: importFromRoot }).tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
  })
}
