import type { Demo } from './seed_demo.ts'
import type { LaunchSettings } from './settings.ts'

/** The lines that a person sees once the platform answers. */
export function announce(
  { url }: LaunchSettings,
  demo: Demo | undefined,
  notes: readonly string[]
): string {
  return [
    '',
    `  Ratewright is ready at ${url}`,
    ...(demo
      ? [`  Sign in as ${demo.email} with the password ${demo.password}, or rate a quote:`, '']
      : ['  Demo accounts are off here.']),
    ...(demo?.exampleFile ? [curlLine(url, demo.token, demo.exampleFile), ''] : []),
    ...notes.map((note) => `  ${note}`),
    '  Ctrl-C stops everything.',
    '',
  ].join('\n')
}

/** One shell line that rates an example and stores it as a quote. */
export function curlLine(url: string, token: string, exampleFile: string): string {
  return `curl -s ${url}/api/v1/quotes -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d @${exampleFile}`
}
