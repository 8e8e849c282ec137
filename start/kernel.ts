import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#exceptions/handler'))

server.use([
  () => import('#middleware/compression_middleware'),
  () => import('#middleware/container_bindings_middleware'),
  () => import('#middleware/response_headers_middleware'),
  () => import('#middleware/static_files_middleware'),
  ...(process.env.DEV_MODE ? [() => import('@adonisjs/vite/vite_middleware')] : []),
])

/** Each route names what stands before it, in order: browser, auth, limited, json, idempotent. */
export const middleware = router.named({
  browser: () => import('#middleware/browser_middleware'),
  identify: () => import('@adonisjs/auth/initialize_auth_middleware'),
  auth: () => import('#middleware/auth_middleware'),
  limited: () => import('#middleware/rate_limit_middleware'),
  deprecated: () => import('#middleware/deprecation_middleware'),
  idempotent: () => import('#middleware/idempotency_middleware'),
  json: () => import('#middleware/json_body_middleware'),
})
