import { Failure } from '../../failure'
import { emptyAnswer } from './answers'
import { failureText } from './raised'
import type { Route, Visit } from './visit'

/** What hosts say about updates and workload balancing while neither a repository nor a balancer is configured. */
async function updates(visit: Visit): Promise<void> {
  emptyAnswer(visit, 'missing')
}

async function enabledRepository(): Promise<void> {
  throw new Failure('NO_REPOSITORY_ENABLED')
}

async function hostUpdates({ host }: Visit): Promise<void> {
  throw new Failure('GET_HOST_UPDATES_FAILED', host)
}

async function balancerReport({ params }: Visit): Promise<void> {
  if (!params.has('report')) throw failureText('Bad request')
  throw new Failure('WLB_NOT_INITIALIZED')
}

async function balancerDiagnostics(): Promise<void> {
  throw new Failure('WLB_NOT_INITIALIZED')
}

export const updateRoutes: readonly Route[] = [
  { method: 'GET', path: '/updates', action: 'get_updates', serve: updates },
  { method: 'GET', path: '/repository/enabled', action: 'get_enabled_repository', serve: enabledRepository },
  { method: 'GET', path: '/host_updates', action: 'get_host_updates', serve: hostUpdates },
  { method: 'GET', path: '/wlb_report', action: 'get_wlb_report', serve: balancerReport },
  { method: 'GET', path: '/wlb_diagnostics', action: 'get_wlb_diagnostics', serve: balancerDiagnostics },
]
