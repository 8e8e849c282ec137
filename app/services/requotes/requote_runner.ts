import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { DatabaseListener } from '#live/database_listener'
import { recordLiveEvent } from '#live/record_live_event'
import { finishRequotes } from './end_requote.ts'
import { workItem } from './work_item.ts'

/** How often it looks for work that no notice told of, such as that of a killed server. */
const LOOK_MS = 1000

/** How often listeners are told how far a job is. */
const TELL_MS = 500

/**
 * Works on bulk re-quotes for as long as it runs, one quote after the other; several instances share
 * the quotes of a job, and go on with what a killed one had in hand.
 */
export class RequoteRunner {
  readonly #listener: DatabaseListener
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #isStopping = false
  #toldAt = 0

  constructor(databaseUrl: string) {
    this.#listener = new DatabaseListener(databaseUrl, ['requotes'], {
      heard: () => this.#wake(),
      connected: () => this.#wake(),
    })
  }

  async start(): Promise<void> {
    this.#isStopping = false
    await this.#listener.start()
    this.#timer = setInterval(() => this.#wake(), LOOK_MS).unref()
  }

  /** Resolves once the quote in hand is done. */
  async stop(): Promise<void> {
    this.#isStopping = true
    clearInterval(this.#timer)
    await this.#listener.stop()
    await this.#working
  }

  #wake(): void {
    this.#working ??= this.#work()
      .catch((error: unknown) => logger.warn({ err: error }, 'bulk re-quote: work was left'))
      .finally(() => (this.#working = undefined))
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      const id = await workItem()
      if (id === undefined) break
      await this.#tell(id)
    }
    await finishRequotes()
  }

  async #tell(id: string): Promise<void> {
    const now = performance.now()
    if (now - this.#toldAt < TELL_MS) return
    this.#toldAt = now
    const row = await db
      .from('requote_items')
      .where('requote_id', id)
      .select(db.raw("count(*) filter (where status <> 'waiting')::int as done"))
      .select(db.raw('count(*)::int as size'))
      .first()
    const payload = { type: 'requote_progress', id: String(id), done: row.done, size: row.size }
    await db.transaction((transaction) =>
      recordLiveEvent(transaction, { channel: 'requotes', payload })
    )
  }
}
