import { defineConfig } from '@adonisjs/shield'
import app from '@adonisjs/core/services/app'

/** In development Vite serves modules and hot updates by itself, which a strict policy would block. */
const cspEnabled = !app.inDev

const shieldConfig = defineConfig({
  csp: {
    enabled: cspEnabled,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    reportOnly: false,
  },
  csrf: { enabled: true, enableXsrfCookie: true, methods: ['POST', 'PUT', 'PATCH', 'DELETE'] },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: false },
  contentTypeSniffing: { enabled: true },
})

export default shieldConfig
