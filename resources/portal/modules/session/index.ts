import type { RouteRecordRaw } from 'vue-router'

/** Signing in. */
export const sessionRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign_in',
    component: () => import('./pages/sign_in_page.vue'),
    meta: { bare: true, title: 'Sign in' },
  },
]
