/** What a channel's subscribers are told: that something changed, never what it now says. */
export interface LiveEvent {
  /** Its place in the outbox, ascending; decimal text, since it has 64 bits. */
  readonly id: string
  readonly channel: string
  readonly payload: Readonly<Record<string, unknown>>
}
