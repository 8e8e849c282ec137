import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** The number of a version, in as many digits as the database counts. */
const VERSION = /^[1-9]\d{0,8}$/

/** Public: whether this instance is ready. */
router.get('/health', [controllers.Health, 'show'])

/** Public: the description of the API, and the page on which a person reads it. */
router.get('/api/v1/openapi.json', [controllers.Openapi, 'document'])
router.get('/docs/api', [controllers.Openapi, 'page']).use(middleware.browser())
router.get('/docs/api/scalar.js', [controllers.Openapi, 'script'])

/** Public: signing in and out. */
router
  .group(() => {
    router.post('/session', [controllers.Session, 'store']).use(middleware.json())
    router.delete('/session', [controllers.Session, 'destroy'])
  })
  .use([middleware.browser({ begin: true }), middleware.identify()])

/** Public: the authorization server (RFC 6749, 7009, 7662, 8414, 9126), which knows its clients by itself. */
router.get('/.well-known/oauth-authorization-server', [controllers.Oauth, 'answer'])
router.get('/oauth/authorize', [controllers.Oauth, 'answer']).as('oauth.authorize')
router.get('/oauth/authorize/:uid', [controllers.Oauth, 'answer']).as('oauth.resume')
for (const path of ['token', 'revoke', 'introspect', 'par']) {
  router.post(`/oauth/${path}`, [controllers.Oauth, 'judge']).as(`oauth.${path}`)
}

/** Rating all open quotes of a plan anew. */
function requoteRoutes() {
  router.get('/plans/:plan/requotes', [controllers.Requotes, 'index'])
  router.post('/plans/:plan/requotes', [controllers.Requotes, 'store'])
  router.get('/requotes/:id', [controllers.Requotes, 'show']).where('id', router.matchers.number())
  router
    .get('/requotes/:id/items', [controllers.Requotes, 'items'])
    .where('id', router.matchers.number())
  router
    .post('/requotes/:id/cancel', [controllers.Requotes, 'cancel'])
    .where('id', router.matchers.number())
}

/** The versions of a plan, and what moves them. */
function planRoutes() {
  const one = '/plans/:plan/versions/:number'
  router.get('/plans/:plan/versions', [controllers.PlanVersions, 'index'])
  router.post('/plans/:plan/versions', [controllers.PlanVersions, 'store'])
  router
    .get('/plans/:plan/versions/:before/compare/:after', [controllers.PlanVersions, 'compare'])
    .where('before', VERSION)
    .where('after', VERSION)
  router.get(one, [controllers.PlanVersions, 'show']).where('number', VERSION)
  router.put(`${one}/sources`, [controllers.PlanVersions, 'update']).where('number', VERSION)
  router
    .get(`${one}/diagnostics`, [controllers.PlanVersions, 'diagnostics'])
    .where('number', VERSION)
  router.get(`${one}/coverage`, [controllers.PlanVersions, 'coverage']).where('number', VERSION)
  router.post(`${one}/ratings`, [controllers.PlanVersions, 'rate']).where('number', VERSION)
  router.get(`${one}/examples`, [controllers.PlanTrials, 'examples']).where('number', VERSION)
  router.post(`${one}/difference`, [controllers.PlanTrials, 'difference']).where('number', VERSION)
  router.post(`${one}/impact`, [controllers.PlanTrials, 'impact']).where('number', VERSION)
  for (const [path, action] of [
    ['submit', 'submit'],
    ['approve', 'approve'],
    ['send-back', 'sendBack'],
    ['schedule', 'schedule'],
    ['publish', 'publish'],
    ['withdraw', 'withdraw'],
    ['roll-back', 'rollBack'],
  ] as const) {
    router.post(`${one}/${path}`, [controllers.PlanMoves, action]).where('number', VERSION)
  }
}

const signedIn = [middleware.browser(), middleware.auth()]

router
  .group(() => {
    router.get('/me', [controllers.Me, 'show'])
    router.post('/ratings', [controllers.Ratings, 'store'])
    router.post('/ratings/options', [controllers.Options, 'rate'])
    router.post('/ratings/questions', [controllers.Questions, 'ask'])
    router.get('/quotes', [controllers.Quotes, 'index'])
    router.post('/quotes', [controllers.Quotes, 'store'])
    router.get('/quotes/drafts', [controllers.Drafts, 'index'])
    router.post('/quotes/drafts', [controllers.Drafts, 'store'])
    router
      .get('/quotes/:id/draft', [controllers.Drafts, 'show'])
      .where('id', router.matchers.number())
    router
      .put('/quotes/:id/draft', [controllers.Drafts, 'update'])
      .where('id', router.matchers.number())
    router
      .get('/quotes/:id/questions', [controllers.Questions, 'show'])
      .where('id', router.matchers.number())
    router.get('/quotes/:id', [controllers.Quotes, 'show']).where('id', router.matchers.number())
    router
      .get('/quotes/:id/versions/compare', [controllers.Comparisons, 'show'])
      .where('id', router.matchers.number())
    router
      .get('/quotes/:id/versions/:number', [controllers.Versions, 'show'])
      .where('id', router.matchers.number())
      .where('number', router.matchers.number())
    router
      .get('/quotes/:id/versions/:number/worksheet', [controllers.Worksheets, 'show'])
      .where('id', router.matchers.number())
      .where('number', router.matchers.number())
    for (const move of ['refer', 'approve', 'decline', 'withdraw', 'reopen'] as const) {
      router
        .post(`/quotes/:id/${move}`, [controllers.QuoteMoves, move])
        .where('id', router.matchers.number())
    }
    for (const act of ['reassign', 'extend'] as const) {
      router
        .post(`/quotes/:id/${act}`, [controllers.Administration, act])
        .where('id', router.matchers.number())
    }
    router
      .post('/quotes/:id/versions', [controllers.QuoteMoves, 'revise'])
      .where('id', router.matchers.number())
    router
      .post('/quotes/:id/options', [controllers.Options, 'store'])
      .where('id', router.matchers.number())
    router
      .get('/quotes/:id/levers', [controllers.Levers, 'index'])
      .where('id', router.matchers.number())
    router
      .post('/quotes/:id/rerate', [controllers.QuoteMoves, 'rerate'])
      .where('id', router.matchers.number())
    router
      .post('/quotes/:id/elections', [controllers.Elections, 'store'])
      .where('id', router.matchers.number())
    router
      .post('/quotes/:id/bind', [controllers.Policies, 'store'])
      .where('id', router.matchers.number())
    for (const [path, act] of [
      ['erase', 'erase'],
      ['legal-hold', 'hold'],
      ['legal-hold/release', 'release'],
    ] as const) {
      router
        .post(`/quotes/:id/${path}`, [controllers.Privacy, act])
        .where('id', router.matchers.number())
    }
    router
      .get('/policies/:number', [controllers.Policies, 'show'])
      .where('number', /^[A-Z]{1,8}-\d{1,16}$/)
    router
      .get('/policies/:number/declarations.pdf', [controllers.Documents, 'declarations'])
      .where('number', /^[A-Z]{1,8}-\d{1,16}$/)
    router
      .get('/quotes/:id/proposal.pdf', [controllers.Documents, 'proposal'])
      .where('id', router.matchers.number())
    router
      .post('/quotes/:id/presence', [controllers.Presence, 'store'])
      .where('id', router.matchers.number())
      .use(middleware.json())
    router
      .get('/quotes/:id/notices', [controllers.Notices, 'index'])
      .where('id', router.matchers.number())
    router
      .put('/quotes/:id/insured', [controllers.Insured, 'update'])
      .where('id', router.matchers.number())
      .use(middleware.json())
    router.get('/plans', [controllers.Plans, 'index'])
    planRoutes()
    requoteRoutes()
    router.get('/programs/:hash', [controllers.Programs, 'show']).where('hash', /^[0-9a-f]{64}$/)
  })
  .prefix('/api/v1')
  .use([...signedIn, middleware.limited(), middleware.json(), middleware.idempotent()])

/** API clients. No key keeps these answers, for a secret is in them. */
router
  .group(() => {
    router.get('/', [controllers.OauthClients, 'index'])
    router.post('/', [controllers.OauthClients, 'store'])
    router.post('/:id/secret', [controllers.OauthClients, 'rotate'])
    router.delete('/:id', [controllers.OauthClients, 'destroy'])
  })
  .prefix('/api/v1/oauth/clients')
  .use([...signedIn, middleware.limited(), middleware.json()])

/** A person's answer to a client, which a session alone may give. */
router
  .group(() => {
    router.get('/:uid/request', [controllers.OauthConsents, 'show'])
    router.post('/:uid/answer', [controllers.OauthConsents, 'answer']).use(middleware.json())
  })
  .prefix('/oauth/consent')
  .use(signedIn)

/** A stream, which no key could keep: it stores nothing. */
router
  .post('/api/v1/ratings/batch', [controllers.RatingBatches, 'store'])
  .use([...signedIn, middleware.limited()])

router.get('/live', [controllers.Live, 'show']).use(signedIn)

/** Public: the portal, which asks for a sign-in by itself; any other page address is its own. */
router.get('*', [controllers.Portal, 'show']).use(middleware.browser({ begin: true }))
