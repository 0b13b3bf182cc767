import { say } from './text'

/** How the vCPUs of a VM look to its guest: `sockets` × `cores` are all it could have. */
export interface Topology {
  sockets: number
  cores: number
}

/** More than XenCenter offers, and than guests are known to cope with. */
const mostSockets = 16

/** Above this a VM whose guest is not trusted may disturb others: XenServer supports it for trusted guests only. */
export const trustedVcpus = 32

/** What XAPI keeps in `VCPUs_params`; it has no other name for them. A VM without a weight has `normalWeight`. */
export const normalWeight = 256
export const priorities = [
  { weight: 16, label: say('Lowest') },
  { weight: 64, label: say('Low') },
  { weight: normalWeight, label: say('Normal') },
  { weight: 1024, label: say('High') },
  { weight: 4096, label: say('Highest') },
] as const

/** The ways in which so many vCPUs can be shared out, the fewest cores first. */
export function topologiesOf(vcpus: number): Topology[] {
  const all: Topology[] = []
  for (let cores = 1; cores <= vcpus; cores += 1)
    if (vcpus % cores === 0 && vcpus / cores <= mostSockets) all.push({ sockets: vcpus / cores, cores })
  return all
}

/** `platform:cores-per-socket`; a VM for which nothing is said, or nothing that makes sense, has one. */
export function coresPerSocket(platform: Readonly<Record<string, string>>): number {
  const cores = Number(platform['cores-per-socket'])
  return Number.isInteger(cores) && cores > 0 ? cores : 1
}

/** `VCPUs_params:weight`. */
export function weightOf(params: Readonly<Record<string, string>>): number {
  const weight = Number(params.weight)
  return Number.isInteger(weight) && weight > 0 ? weight : normalWeight
}

/** How many cores a socket has with so many vCPUs: as many as now where they go into them, else the fewest that can be had. */
export function coresFor(vcpus: number, now: number): number {
  const fits = vcpus % now === 0 && vcpus / now <= mostSockets
  return fits ? now : (topologiesOf(vcpus)[0]?.cores ?? 1)
}
