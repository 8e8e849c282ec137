import { defineChannel } from '#live/channels'

/** New and re-rated quotes; whoever may list quotes may hear of them. */
defineChannel('quotes', ({ auth }) => auth.user !== undefined)
