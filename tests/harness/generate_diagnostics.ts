import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { diagnosticsPage, readEntries } from '#tests/support/diagnostics_page'

/** Writes docs/diagnostics.md from the tests' programs, in the layout of every other page. */
const page = new URL('../../docs/diagnostics.md', import.meta.url)
const options = await resolveConfig(page)
writeFileSync(
  page,
  await format(diagnosticsPage(readEntries()), { ...options, parser: 'markdown' })
)
