import { defineChannel } from '#live/channels'

/** New and re-rated quotes; whoever may list quotes may hear of them. */
defineChannel('quotes', ({ auth }) => auth.user !== undefined)

/** Who has which quote open to edit it. */
defineChannel('presence', ({ auth }) => auth.user !== undefined)
