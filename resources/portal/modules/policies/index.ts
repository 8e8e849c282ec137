import type { RouteRecordRaw } from 'vue-router'

/** Policies: each one with its instalments. */
export const policyRoutes: RouteRecordRaw[] = [
  {
    path: '/policies/:number([A-Z]+-\\d+)',
    name: 'policy',
    component: () => import('./pages/policy_page.vue'),
    meta: { title: 'Policy' },
  },
]
