import { hasScope } from '#http/require_scope'
import { defineChannel } from '#live/channels'

/** New and re-rated quotes; whoever may list quotes may hear of them. */
defineChannel('quotes', (ctx) => ctx.auth.user !== undefined && hasScope(ctx, 'quotes:read'))

/** Who has which quote open to edit it. */
defineChannel('presence', (ctx) => ctx.auth.user !== undefined && hasScope(ctx, 'quotes:read'))

/** What is done to the versions of plans; whoever is signed in may see them. */
defineChannel('plans', (ctx) => ctx.auth.user !== undefined && hasScope(ctx, 'plans:read'))

/** How far bulk re-quotes are; whoever is signed in may see them. */
defineChannel('requotes', (ctx) => ctx.auth.user !== undefined && hasScope(ctx, 'quotes:read'))
