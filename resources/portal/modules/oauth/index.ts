import type { RouteRecordRaw } from 'vue-router'

/** What programs may do: a person's consent, and an administrator's list of them. */
export const oauthRoutes: RouteRecordRaw[] = [
  {
    path: '/oauth/consent/:uid',
    name: 'consent',
    component: () => import('./pages/consent_page.vue'),
    meta: { plain: true, title: 'Let a program in' },
  },
  {
    path: '/admin/clients',
    name: 'api_clients',
    component: () => import('./pages/clients_page.vue'),
    meta: { title: 'API clients' },
  },
]
