import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { TestContext } from '@japa/runner/core'
import { findFreePort } from '#launch/check_port'

/** A Redis of a test's own. */
export interface TestRedis {
  readonly url: string
  /** Kills it and resolves once it is gone. */
  kill(): Promise<void>
}

/** Whether this machine has a Redis to start. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}

/** Starts a Redis that keeps nothing, on a free port of the loopback address; it is ended after the test. */
export async function startRedis(test: TestContext['test']): Promise<TestRedis> {
  const port = await findFreePort()
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  const closed = once(child, 'close')
  const kill = async () => {
    child.kill('SIGKILL')
    await closed
  }
  test.cleanup(kill)
  await new Promise<void>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Ready to accept connections')) resolve()
    })
    child.once('close', () => reject(new Error(`Redis ended early:\n${output}`)))
    child.once('error', reject)
  })
  return { url: `redis://127.0.0.1:${port}`, kill }
}
