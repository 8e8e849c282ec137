import { join } from 'node:path'
import { mendSource } from '#rules/index'
import { compilePlan } from '#services/plans/check_plan'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { replaceFile } from './_replace_file.ts'

/**
 * Writes into the files of a plan, its base and its law what the compiler is sure of. Resolves to a line
 * for each file that it changed.
 */
export async function mendPlan(plan: PlanPlugin, root: string): Promise<readonly string[]> {
  const { sources, diagnostics } = await compilePlan(plan, root)
  const told: string[] = []
  for (const source of sources) {
    const { text, mended } = mendSource(source, diagnostics)
    if (mended === 0) continue
    await replaceFile(join(root, source.name), text)
    told.push(`${source.name}: mended in ${mended === 1 ? 'one place' : `${mended} places`}\n`)
  }
  return told
}
