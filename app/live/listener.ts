/** What a listener does with what it hears. */
export interface Hearing {
  /** A notice on one of the channels, with what it says. */
  heard(channel: string, payload: string): void
  /** The connection stands (again): whatever was said while it did not was missed. */
  connected(): void
}

/**
 * Hears notices, on a connection of its own that is opened anew when it is lost. Notices may be missed meanwhile, so
 * whoever relies on them looks for themselves as well.
 */
export interface Listener {
  /** Resolves once it listens, or once the first try failed and more will follow. */
  start(): Promise<void>
  stop(): Promise<void>
}
