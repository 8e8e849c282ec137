import { prettyPrintError } from '@adonisjs/core'
import { explainFailure } from '#launch/explain_failure'
import { launch } from '#launch/launch'
import { readSettings } from '#launch/settings'
import type { LaunchSettings } from '#launch/settings'
import { UndoStack } from '#launch/undo_stack'
import { fileURLToPath } from 'node:url'
import { APP_ROOT } from './importer.ts'

const undo = new UndoStack()
let settings: LaunchSettings | undefined
let started: Promise<void> = Promise.resolve()

/** Lets a start that is under way come to its end first, so that nothing is left half-started. */
async function stop(exitCode: number): Promise<never> {
  await started.catch(() => undefined)
  const clean = await undo.undo().then(
    () => true,
    (error: unknown) => prettyPrintError(error).then(() => false)
  )
  process.exit(clean ? exitCode : 1)
}

/**
 * npm puts a shell between itself and us, which dies of a signal without passing it on. Whoever is
 * started by npm therefore stops when that shell is gone.
 */
function followParent(): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) void stop(0)
  }, 500).unref()
}

if (process.env.npm_lifecycle_event) followParent()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0))

try {
  settings = readSettings(process.env, fileURLToPath(APP_ROOT))
  started = launch(APP_ROOT, settings, undo, { dev: process.argv.includes('--dev') })
  await started
} catch (error) {
  const problem = explainFailure(error, settings)
  if (problem) console.error(`ratewright: ${problem.line}`)
  else await prettyPrintError(error)
  await stop(1)
}
