import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { runProgram } from '#launch/run_program'
import { APP_ROOT } from '../../bin/importer.ts'
import { fileURLToPath } from 'node:url'

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Path of a Chromium to test with. Where there is none, one is installed: Playwright's own, or
 * Debian's. Without either the tests fail; they are never left out.
 */
export async function findBrowser(): Promise<string> {
  const found = installedBrowser()
  if (found !== undefined) return found
  console.log('No browser was found for the browser tests; installing one.')
  const attempts = [await installFromPlaywright(), await installFromDebian()]
  const installed = installedBrowser()
  if (installed !== undefined) {
    console.log(`The browser tests run in ${installed}.`)
    return installed
  }
  throw new Error(
    `The browser tests need a browser, and none could be installed. Install chromium and try again.\n${attempts.join('\n')}`
  )
}

function installedBrowser(): string | undefined {
  return [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => existsSync(path))
}

async function installFromPlaywright(): Promise<string> {
  const cli = join(fileURLToPath(APP_ROOT), 'node_modules/playwright/cli.js')
  const args = [cli, 'install', ...(process.getuid?.() === 0 ? ['--with-deps'] : []), 'chromium']
  const { output } = await runProgram(process.execPath, args)
  return `playwright install: ${output.trim()}`
}

async function installFromDebian(): Promise<string> {
  if (installedBrowser() !== undefined) return ''
  if (process.getuid?.() !== 0) return 'apt-get: needs root'
  try {
    await runProgram('apt-get', ['update', '-q'])
    const { output } = await runProgram('apt-get', [
      'install',
      '-qy',
      '--no-install-recommends',
      'chromium',
    ])
    return `apt-get install chromium: ${output.trim().slice(-500)}`
  } catch (error) {
    return `apt-get: ${String(error)}`
  }
}
