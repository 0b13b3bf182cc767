import { accountRouter } from './routers/account'
import { actionScheduleRouter } from './routers/action-schedule'
import { alertRouter } from './routers/alert'
import { auditRouter } from './routers/audit'
import { auditSettingsRouter } from './routers/audit-settings'
import { consoleRouter } from './routers/console'
import { grantRouter } from './routers/grant'
import { groupRouter } from './routers/group'
import { inventoryRouter } from './routers/inventory'
import { liveRouter } from './routers/live'
import { messageRouter } from './routers/message'
import { metricsRouter } from './routers/metrics'
import { operationRouter } from './routers/operation'
import { passkeyRouter } from './routers/passkey'
import { poolRouter } from './routers/pool'
import { poolCredentialRouter } from './routers/pool-credential'
import { preferenceRouter } from './routers/preference'
import { previewRouter } from './routers/preview'
import { projectRouter } from './routers/project'
import { providerRouter } from './routers/provider'
import { requestRouter } from './routers/request'
import { resetLinkRouter } from './routers/reset-link'
import { roleRouter } from './routers/role'
import { securityRouter } from './routers/security'
import { serviceRouter } from './routers/service'
import { sessionRouter } from './routers/session'
import { taskRouter } from './routers/task'
import { tokenRouter } from './routers/token'
import { userRouter } from './routers/user'
import { knowInputs } from './secret-inputs'
import { router } from './trpc'

export const appRouter = router({
  session: sessionRouter,
  resetLink: resetLinkRouter,
  passkey: passkeyRouter,
  account: accountRouter,
  security: securityRouter,
  live: liveRouter,
  inventory: inventoryRouter,
  pool: poolRouter,
  operation: operationRouter,
  actionSchedule: actionScheduleRouter,
  console: consoleRouter,
  audit: auditRouter,
  auditSettings: auditSettingsRouter,
  user: userRouter,
  preference: preferenceRouter,
  preview: previewRouter,
  group: groupRouter,
  grant: grantRouter,
  role: roleRouter,
  request: requestRouter,
  project: projectRouter,
  service: serviceRouter,
  provider: providerRouter,
  poolCredential: poolCredentialRouter,
  token: tokenRouter,
  task: taskRouter,
  message: messageRouter,
  metrics: metricsRouter,
  alert: alertRouter,
})
knowInputs(path => {
  const procedure: unknown = Reflect.get(appRouter._def.procedures, path)
  const inputs: unknown = Reflect.get(Object(Reflect.get(Object(procedure), '_def')), 'inputs')
  return Array.isArray(inputs) ? inputs : []
})
export type AppRouter = typeof appRouter
