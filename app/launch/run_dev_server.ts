import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { UndoStack } from './undo_stack.ts'

/** Serves from the sources, and anew after every change. */
export async function runDevServer(root: string, undo: UndoStack): Promise<void> {
  const child = spawn(process.execPath, ['ace', 'serve', '--hmr', '--no-clear'], {
    cwd: root,
    stdio: 'inherit',
    detached: true,
  })
  await once(child, 'spawn')
  const ended = once(child, 'exit')
  undo.push(async () => {
    if (child.exitCode === null) child.kill('SIGINT')
    await ended
  })
}
