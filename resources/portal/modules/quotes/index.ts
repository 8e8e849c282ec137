import type { RouteRecordRaw } from 'vue-router'

/** Quotes: their list, and each one with its worksheet. */
export const quoteRoutes: RouteRecordRaw[] = [
  {
    path: '/quotes',
    name: 'quotes',
    component: () => import('./pages/quotes_page.vue'),
    meta: { title: 'Quotes' },
  },
  {
    path: '/quotes/new',
    name: 'new_quote',
    component: () => import('./pages/new_quote_page.vue'),
    meta: { title: 'New quote' },
  },
  {
    path: '/quotes/:id(\\d+)/draft',
    name: 'draft',
    component: () => import('./pages/draft_page.vue'),
    meta: { title: 'Draft of a quote' },
  },
  {
    path: '/quotes/:id(\\d+)/revise',
    name: 'revise_quote',
    component: () => import('./pages/revise_page.vue'),
    meta: { title: 'Revise a quote' },
  },
  {
    path: '/quotes/:id(\\d+)/compare/:from(\\d+)/:to(\\d+)',
    name: 'compare_versions',
    component: () => import('./pages/compare_page.vue'),
    meta: { title: 'Two versions compared' },
  },
  {
    path: '/quotes/:id(\\d+)/:version(\\d+)?',
    name: 'quote',
    component: () => import('./pages/quote_page.vue'),
    meta: { title: 'Quote' },
  },
]
