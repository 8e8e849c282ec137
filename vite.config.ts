import adonisjs from '@adonisjs/vite/client'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    vue(),
    adonisjs({
      entryPoints: ['resources/portal/main.ts'],
      reload: ['resources/views/**/*.edge'],
      assetsUrl: '/assets',
    }),
  ],
  define: { __VUE_OPTIONS_API__: false },
  // plugin-vue adds an `ssr` environment whose build would overwrite the browser's bundle.
  builder: {
    async buildApp(builder) {
      const { client } = builder.environments
      if (client) await builder.build(client)
    },
  },
})
