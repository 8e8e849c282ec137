import { compile } from '#rules/compile'
import { prepare, type PreparedProgram } from '#rules/rating/prepare'
import { texasSources } from './compile_texas.ts'

/** The Texas plan as the repository has it, compiled and prepared. @throws Error where it has errors. */
export function texasPlan(): PreparedProgram {
  const { compiled, diagnostics } = compile(texasSources())
  if (!compiled) throw new Error(JSON.stringify(diagnostics.slice(0, 5), null, 2))
  return prepare(compiled)
}

/** ZIP codes that the Texas plan rates. */
export function texasZips(): readonly string[] {
  const [, ...rows] = (texasSources().tables['territory.csv'] ?? '').trimEnd().split('\n')
  return rows.map((row) => row.slice(0, 5))
}
