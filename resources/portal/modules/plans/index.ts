import type { RouteRecordRaw } from 'vue-router'

/** Plans: their list, each one with its versions, the texts of a version read and edited, two of them compared, and bulk re-quotes. */
export const planRoutes: RouteRecordRaw[] = [
  {
    path: '/plans',
    name: 'plans',
    component: () => import('./pages/plans_page.vue'),
    meta: { title: 'Plans' },
  },
  {
    path: '/plans/:plan([a-z][a-z0-9_]*)',
    name: 'plan',
    component: () => import('./pages/plan_page.vue'),
    meta: { title: 'Plan' },
  },
  {
    path: '/plans/:plan([a-z][a-z0-9_]*)/versions/:number(\\d+)',
    name: 'plan_version',
    component: () => import('./pages/version_page.vue'),
    meta: { title: 'Version of a plan' },
  },
  {
    path: '/plans/:plan([a-z][a-z0-9_]*)/versions/:number(\\d+)/edit',
    name: 'studio',
    component: () => import('./studio/studio_page.vue'),
    meta: { title: 'Edit a version' },
  },
  {
    path: '/plans/:plan([a-z][a-z0-9_]*)/requotes/:job(\\d+)?',
    name: 'requotes',
    component: () => import('./requotes/requotes_page.vue'),
    meta: { title: 'Bulk re-quote' },
  },
  {
    path: '/plans/:plan([a-z][a-z0-9_]*)/compare/:before(\\d+)/:after(\\d+)',
    name: 'compare_plan_versions',
    component: () => import('./pages/compare_plan_page.vue'),
    meta: { title: 'Two versions of a plan compared' },
  },
]
