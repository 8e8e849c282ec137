import { defineChannel } from '#live/channels'

/** New and re-rated quotes; whoever may list quotes may hear of them. */
defineChannel('quotes', ({ auth }) => auth.user !== undefined)

/** Who has which quote open to edit it. */
defineChannel('presence', ({ auth }) => auth.user !== undefined)

/** What is done to the versions of plans; whoever is signed in may see them. */
defineChannel('plans', ({ auth }) => auth.user !== undefined)

/** How far bulk re-quotes are; whoever is signed in may see them. */
defineChannel('requotes', ({ auth }) => auth.user !== undefined)
