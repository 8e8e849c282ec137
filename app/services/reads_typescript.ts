/** For `execArgv` of a thread: it reads TypeScript by itself, however the one that starts it was started. */
export const READS_TYPESCRIPT = [
  `--import=${new URL('../../bin/typescript.js', import.meta.url).href}`,
]
