import { checkCatalogue } from './catalogue_check.ts'
import { lawCatalogue } from './catalogue_law.ts'
import { syntaxCatalogue } from './catalogue_syntax.ts'

/** Every code a diagnostic may carry, with its title; a code never changes its meaning. */
export const catalogue: Readonly<Record<string, string>> = {
  ...syntaxCatalogue,
  ...checkCatalogue,
  ...lawCatalogue,
}
