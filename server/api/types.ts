/** All that the browser may know of the server: types. */

export type { Proofs } from '@/server/access/confirm'
export type { GrantInfo } from '@/server/access/grant-info'
export type { RoleInfo } from '@/server/access/manage-grants'
export type {
  GroupDetail,
  GroupInfo,
  GroupOfUser,
  MemberCandidate,
  MemberInfo,
} from '@/server/access/manage-groups'
export type { ServiceInfo } from '@/server/access/manage-services'
export type { UserInfo } from '@/server/access/manage-users'
export type { PasskeyInfo } from '@/server/access/passkeys'
export type { ProjectDetail, ProjectInfo, ProjectPart } from '@/server/access/projects/manage-projects'
export type { ProviderInfo } from '@/server/access/providers'
export type { Explanation, ObjectAccess, Reacher, Why } from '@/server/access/reach'
export type { RequestInfo, RequestOutcome } from '@/server/access/requests/requests'
export type { ScopeChoices } from '@/server/access/scope-choices'
export type { OwnSecondFactors } from '@/server/access/second-factors'
export type { SessionInfo } from '@/server/access/sessions'
export type { TokenInfo } from '@/server/access/tokens'
export type { AuditRow } from '@/server/audit/audit-row'
export type { AuditQuery } from '@/server/audit/read'
export type { SinkInfo } from '@/server/audit/sinks/sinks'
export type { Verification } from '@/server/audit/verify'
export type { ActionRow } from '@/server/catalogue/define'
export type * from '@/server/inventory/details'
export type { Organisation } from '@/server/inventory/organisation'
export type * from '@/server/inventory/rows'
export type { NewVmChoices, Template } from '@/server/inventory/templates/template'
export type * from '@/server/inventory/views'
export type { BusiestVms, LoadMeasure, Measured, PoolLoad, UnknownLoad } from '@/server/metrics/seen-load'
export type { BootHost, VmBelongings } from '@/server/operations/around-vm'
export type { BulkStart } from '@/server/operations/bulk'
export type { HistoryPage, HistoryQuery } from '@/server/operations/history'
export type { Moves } from '@/server/operations/moves'
export type { Plan } from '@/server/operations/plan'
export type {
  ActionRunInfo,
  ActionScheduleInfo,
  ScheduledVmName,
} from '@/server/operations/schedules/manage'
export type { StartWays, Tolerance } from '@/server/operations/start-ways'
export type { Targets } from '@/server/operations/targets'
export type { PoolConnectionInfo } from '@/server/pools/pools'
export type { AppErrorCode, AppErrorShape, CertificateFacts } from '@/server/shared/app-error'
export type { WireMessage } from './live-wire'
export type { AppRouter } from './root'
export type { ScheduleCost, ScheduledVm, SnapshotStorage } from './snapshot-schedules'
export type { StartOrder } from './start-orders'
