/**
 * Loaded into a measured server before it starts: counts the statements that it sends to PostgreSQL, and tells
 * them, its processor time and its memory to whoever started it and asks.
 */
import pg from 'pg'

export interface Reading {
  readonly statements: number
  /** The process's own, user and system. */
  readonly cpuMs: number
  readonly rssMb: number
}

let statements = 0
const send = Reflect.get(pg.Client.prototype, 'query')
Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...sent: unknown[]): unknown {
  statements++
  return Reflect.apply(send, this, sent)
})

process.on('message', (asked) => {
  if (asked !== 'reading') return
  const { user, system } = process.cpuUsage()
  const reading: Reading = {
    statements,
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage.rss() / 1024 ** 2,
  }
  process.send?.(reading)
})
process.channel?.unref()
