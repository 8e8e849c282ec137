import './styles/tokens.css'
import './styles/base.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import app from './app.vue'
import { queryClient } from './client/query_client.ts'
import { router } from './router.ts'
import { applyStoredTheme } from './shell/theme.ts'

applyStoredTheme()
createApp(app).use(router).use(VueQueryPlugin, { queryClient }).mount('#app')
