/**
 * Lets Node run our TypeScript: each module goes through swc once, and from then on comes out of
 * node_modules/.cache, by the hash of its text. What @poppinss/ts-exec does, but in our own thread
 * and remembered: a command of ours is there in half the time (docs/adr/0022).
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync, version } from '@swc/core'

/** As tsconfig.json has it. */
const OPTIONS = {
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'esnext',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: {
      decoratorMetadata: true,
      legacyDecorator: true,
      useDefineForClassFields: true,
      verbatimModuleSyntax: true,
    },
    experimental: { keepImportAttributes: true },
    keepClassNames: true,
  },
}

const CACHE = new URL('../node_modules/.cache/typescript/', import.meta.url)
const EDITION = JSON.stringify([version, OPTIONS])

process.setSourceMapsEnabled(true)
registerHooks({
  // The framework names a module by what it would be called once compiled.
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context)
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.url?.endsWith('.js')) throw error
      return nextResolve(error.url.replace(/\.js$/, '.ts'), context)
    }
  },
  load(url, context, nextLoad) {
    if (context.format !== 'module-typescript') return nextLoad(url, context)
    const filename = fileURLToPath(url)
    return {
      format: 'module',
      source: translated(readFileSync(filename, 'utf8'), filename),
      shortCircuit: true,
    }
  },
})

/** The JavaScript of a module, with its source map. */
function translated(source, filename) {
  const key = createHash('sha1').update(EDITION).update(filename).update(source).digest('hex')
  const kept = new URL(`${key}.js`, CACHE)
  try {
    return readFileSync(kept, 'utf8')
  } catch {
    const { code } = transformSync(source, { ...OPTIONS, filename })
    keep(kept, code)
    return code
  }
}

/** Whole or not at all, for processes that start together; a cache that can't be written is done without. */
function keep(file, code) {
  try {
    mkdirSync(CACHE, { recursive: true })
    const draft = new URL(`${file.pathname}.${process.pid}`, CACHE)
    writeFileSync(draft, code)
    renameSync(draft, file)
  } catch {
    // The next process translates again.
  }
}
