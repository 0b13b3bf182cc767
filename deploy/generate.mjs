/** Makes what is generated and not committed: the Prisma client. */
import { checkNode, generateClient, install } from './steps.mjs'

checkNode()
install()
await generateClient()
