import { defineConfig } from '@adonisjs/transmit'

/** Instances hear of each other through the outbox in PostgreSQL, so Transmit needs no bus of its own. */
export default defineConfig({ pingInterval: false, transport: null })
