import env from '#start/env'
import { readSignOn } from '#services/sign_on/settings'

/** Whose word is taken on who someone is; empty where the environment names nobody. */
const signOnConfig = readSignOn((name) => env.get(name))

export default signOnConfig
