import ViteProvider from '@adonisjs/vite/vite_provider'

/** Vite's provider, which serves the built portal everywhere but under `npm run dev`. */
export default class PortalProvider extends ViteProvider {
  /** The stock provider starts a development server under test as well, where the build is tested. */
  override async start(): Promise<void> {
    if (process.env.DEV_MODE) await super.start()
  }

  override async shutdown(): Promise<void> {
    if (process.env.DEV_MODE) await super.shutdown()
  }
}
