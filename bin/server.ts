import { fileURLToPath } from 'node:url'
import { prettyPrintError } from '@adonisjs/core'
import { serve } from '#launch/serve'
import { readSettings } from '#launch/settings'
import { UndoStack } from '#launch/undo_stack'
import { APP_ROOT } from './importer.ts'

/** The server alone, on ground that `npm run dev` has prepared; started anew on every change. */
const undo = new UndoStack()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void undo.undo().finally(() => process.exit()))
}

try {
  await serve(readSettings(process.env, fileURLToPath(APP_ROOT)), [], undo)
} catch (error) {
  await prettyPrintError(error)
  process.exit(1)
}
