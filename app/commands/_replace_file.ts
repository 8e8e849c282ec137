import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { refusal } from './_command_problem.ts'

/** Replaces a file's content, or makes the file, whole or not at all: a full disk or a killed process leaves the old one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`
  try {
    const mode = await stat(path).then(
      (found) => found.mode,
      () => 0o644
    )
    await writeFile(draft, text, { mode, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    throw refusal(`${path} could not be written: ${reason}.`, 'It is as it was.')
  }
}
