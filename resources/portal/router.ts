import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { oauthRoutes } from './modules/oauth/index.ts'
import { planRoutes } from './modules/plans/index.ts'
import { policyRoutes } from './modules/policies/index.ts'
import { quoteRoutes } from './modules/quotes/index.ts'
import { sessionRoutes } from './modules/session/index.ts'
import { knownPerson } from './modules/session/person.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without the shell, to people who are not signed in. */
    bare?: boolean
    /** Shown without the shell, to people who are signed in. */
    plain?: boolean
    title?: string
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/quotes' },
  ...sessionRoutes,
  ...quoteRoutes,
  ...policyRoutes,
  ...planRoutes,
  ...oauthRoutes,
  {
    path: '/:rest(.*)*',
    component: () => import('./shell/not_found_page.vue'),
    meta: { title: 'Not found' },
  },
]

/** The portal's pages; every one but the sign-in page asks for a person first. */
export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (to.meta.bare) return true
  if (await knownPerson()) return true
  return { name: 'sign_in', query: to.fullPath === '/quotes' ? {} : { next: to.fullPath } }
})

router.afterEach((to) => {
  if (to.meta.title) document.title = `${to.meta.title} · Ratewright`
})
