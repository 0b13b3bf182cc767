import { already, type ErrorTable } from './table'

/** Pools: joining them, their coordinator, high availability, clusters. */
export const poolErrors: ErrorTable = {
  JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS: [
    'refused',
    'The host is the coordinator of a pool with other hosts.',
    'Take it out of that pool first.',
  ],
  JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS: [
    'refused',
    'The host has shared storage of its own.',
    'Disconnect and forget that storage first; connect it again in the pool.',
  ],
  JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS: [
    'refused',
    'The host has running or suspended VMs.',
    'Shut them down first.',
  ],
  JOINING_HOST_CANNOT_HAVE_RUNNING_VMS: ['refused', 'The host has running VMs.', 'Shut them down first.'],
  JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS: [
    'conflict',
    'Work on VMs of the host is under way.',
    'Wait until it has finished.',
  ],
  JOINING_HOST_CONNECTION_FAILED: [
    'transport',
    'The host could not be reached to join it.',
    'Check its address, and that it is on.',
  ],
  JOINING_HOST_SERVICE_FAILED: [
    'transport',
    'The host did not do its part of joining.',
    'Look at its log, then try again.',
  ],
  POOL_JOINING_EXTERNAL_AUTH_MISMATCH: [
    'refused',
    'The host and the pool use different directories for signing in.',
    'Make them use the same one, or none.',
  ],
  POOL_JOINING_HOST_CA_CERTIFICATES_CONFLICT: [
    'conflict',
    'The host and the pool have different certificates under the same name.',
    'Remove those of the host.',
  ],
  POOL_JOINING_HOST_HAS_BONDS: [
    'refused',
    'The host has bonds.',
    'Delete them first; the pool will make its own.',
  ],
  POOL_JOINING_HOST_HAS_NETWORK_SRIOVS: ['refused', 'The host has SR-IOV networks.', 'Delete them first.'],
  POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS: [
    'refused',
    'The host has VLANs.',
    'Delete them first; the pool will make its own.',
  ],
  POOL_JOINING_HOST_HAS_TUNNELS: ['refused', 'The host has tunnels.', 'Delete them first.'],
  POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH: [
    'refused',
    'The host is managed on VLAN {0:text|?}, the pool on {1:text|another}.',
    'Manage both on the same VLAN.',
  ],
  POOL_JOINING_HOST_MUST_HAVE_ONLY_ONE_IP_ON_CLUSTERING_NETWORK: [
    'refused',
    'The host has more than one address on the network of the cluster.',
  ],
  POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC: [
    'refused',
    'The host is not managed by a physical network card.',
    'Move its management to one first.',
  ],
  POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION: [
    'refused',
    'The host speaks version {0:text|?} of the API, the pool {1:text|another}.',
    'Bring both to the same release.',
  ],
  POOL_JOINING_HOST_MUST_HAVE_SAME_DB_SCHEMA: [
    'refused',
    'The host’s database has form {0:text|?}, the pool’s {1:text|another}.',
    'Bring both to the same updates.',
  ],
  POOL_JOINING_HOST_MUST_HAVE_SAME_PRODUCT_VERSION: [
    'refused',
    'The host and the pool have different releases.',
    'Bring both to the same release.',
  ],
  POOL_JOINING_HOST_MUST_ONLY_HAVE_PHYSICAL_PIFS: [
    'refused',
    'The host has bonds, VLANs or tunnels.',
    'Delete them first.',
  ],
  POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH: [
    'refused',
    'The host and the pool do not agree on checking certificates.',
    'Switch certificate checking on in both.',
  ],
  POOL_JOINING_HOST_TRUSTED_CERTIFICATES_CONFLICT: [
    'conflict',
    'The host and the pool trust different certificates.',
    'Remove those of the host.',
  ],
  POOL_JOINING_MASTER_CERTIFICATE_NOT_IN_POOL_BUNDLE: [
    'missing',
    'The certificate of the coordinator is not among those that its pool has.',
    'Refresh the certificates of the pool.',
  ],
  POOL_JOINING_POOL_BUNDLE_EMPTY_AFTER_IMPORT: [
    'internal',
    'The host was left without the certificates of the pool.',
    'Try to join it again.',
  ],
  POOL_JOINING_POOL_CANNOT_ENABLE_CLUSTERING_ON_VLAN_NETWORK: [
    'refused',
    'The cluster of the pool runs on VLAN {0:text|?}, which a new host can’t join.',
  ],
  POOL_JOINING_SM_FEATURES_INCOMPATIBLE: [
    'refused',
    'The storage drivers of the host and the pool differ.',
    'Bring both to the same updates.',
  ],
  DESIGNATE_NEW_MASTER_IN_PROGRESS: [
    'conflict',
    'The pool is changing its coordinator.',
    'Wait until that has finished.',
  ],
  POOL_SECRET_ROTATION_PENDING: [
    'conflict',
    'A change of the pool’s secret has not come to its end.',
    'Finish it first, with all hosts on.',
  ],
  COULD_NOT_IMPORT_DATABASE: ['refused', 'The database could not be taken{0:because}.'],
  CANNOT_ENABLE_REDO_LOG: ['refused', 'The log of changes could not be switched on{0:because}.'],
  REDO_LOG_IS_ENABLED: ['conflict', 'The log of changes is switched on.', already],
  NO_MORE_REDO_LOGS_ALLOWED: ['refused', 'The pool has as many logs of changes as it may have.'],
  CANNOT_DESTROY_DISASTER_RECOVERY_TASK: ['conflict', 'This recovery is not at its end{0:because}.'],
  OPERATION_PARTIALLY_FAILED: [
    'internal',
    'It did not succeed for {1:rest|all of them}.',
    'Try each of these by itself: then the pool says why.',
  ],

  HA_ABORT_NEW_MASTER: ['refused', 'The host can’t become the coordinator now{0:because}.'],
  HA_CANNOT_CHANGE_BOND_STATUS_OF_MGMT_IFACE: [
    'conflict',
    'The management interface can’t be put into a bond while high availability is on.',
    'Switch high availability off first.',
  ],
  HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED: [
    'refused',
    '{0|The network} is not on every host, so high availability can’t protect the VM.',
    'Use a network that all hosts have.',
  ],
  HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED: [
    'refused',
    '{0|The storage} is not shared by all hosts, so high availability can’t protect the VM.',
    'Move its disks to shared storage.',
  ],
  HA_DISABLE_IN_PROGRESS: [
    'conflict',
    'High availability is being switched off.',
    'Wait until that has finished.',
  ],
  HA_ENABLE_IN_PROGRESS: [
    'conflict',
    'High availability is being switched on.',
    'Wait until that has finished.',
  ],
  HA_FAILED_TO_FORM_LIVESET: [
    'transport',
    'The hosts did not all find each other for high availability.',
    'Check their network and the heartbeat storage.',
  ],
  HA_HEARTBEAT_DAEMON_STARTUP_FAILED: [
    'internal',
    'The heartbeat of high availability did not start on a host.',
    'The host’s log says more.',
  ],
  HA_HOST_CANNOT_ACCESS_STATEFILE: [
    'missing',
    'A host can’t reach the heartbeat storage.',
    'Repair its connection to that storage.',
  ],
  HA_HOST_CANNOT_SEE_PEERS: [
    'transport',
    '{0|The host} sees only some of the others.',
    'Check the network between the hosts.',
  ],
  HA_HOST_IS_ARMED: [
    'conflict',
    '{0|The host} would be cut off by high availability.',
    'Switch high availability off first.',
  ],
  HA_IS_ENABLED: [
    'conflict',
    'High availability is switched on, which does not allow this.',
    'Switch high availability off first.',
  ],
  HA_LOST_STATEFILE: [
    'missing',
    'The host has lost the heartbeat storage.',
    'Repair its connection to that storage.',
  ],
  HA_NOT_ENABLED: ['refused', 'High availability is not switched on.', 'Switch it on first.'],
  HA_NOT_INSTALLED: [
    'missing',
    '{0|The host} has no software for high availability.',
    'Install it on every host.',
  ],
  HA_NO_PLAN: [
    'refused',
    'There is no way to restart all protected VMs if hosts fail.',
    'Protect fewer VMs, or tolerate fewer failures.',
  ],
  HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN: [
    'refused',
    'High availability could no longer keep its promise after this.',
    'Lower the number of host failures the pool tolerates, then try again.',
  ],
  HA_POOL_IS_ENABLED_BUT_HOST_IS_DISABLED: [
    'refused',
    'The pool has high availability switched on, but this host has not.',
  ],
  HA_SHOULD_BE_FENCED: [
    'refused',
    '{0|The host} was declared dead and has to restart before it may come back.',
    'Reboot it.',
  ],
  HA_TOO_FEW_HOSTS: [
    'refused',
    'The pool has too few running hosts for high availability.',
    'Start or add hosts.',
  ],

  CLUSTERING_DISABLED: ['refused', 'Clustering is switched off on {0|the host}.', 'Switch it on first.'],
  CLUSTERING_ENABLED: ['conflict', 'Clustering is switched on on {0|the host}.', 'Switch it off first.'],
  CLUSTER_ALREADY_EXISTS: ['conflict', 'The pool has a cluster already.'],
  CLUSTER_CREATE_IN_PROGRESS: ['conflict', 'A cluster is being made.', 'Wait until that has finished.'],
  CLUSTER_DOES_NOT_HAVE_ONE_NODE: [
    'refused',
    'The cluster has {0:text|several} hosts; this needs it to have one.',
    'Remove the other hosts from it first.',
  ],
  CLUSTER_FORCE_DESTROY_FAILED: ['internal', 'The cluster could not be destroyed on every host.'],
  CLUSTER_HAS_NO_CERTIFICATE: [
    'missing',
    'The cluster has no certificate.',
    'Refresh the certificates of the pool.',
  ],
  CLUSTER_HOST_IS_LAST: [
    'refused',
    '{0|The host} is the last one of the cluster.',
    'Destroy the cluster instead.',
  ],
  CLUSTER_HOST_NOT_JOINED: [
    'refused',
    '{0|The host} has not joined the cluster.',
    'Check that it is on and reaches the others.',
  ],
  CLUSTER_STACK_IN_USE: [
    'conflict',
    'Storage uses the cluster ({0:text|?}).',
    'Disconnect that storage first.',
  ],
  INCOMPATIBLE_CLUSTER_STACK_ACTIVE: [
    'conflict',
    'Another kind of cluster is running ({0:text|?}).',
    'Switch high availability off first.',
  ],
  INVALID_CLUSTER_STACK: ['refused', '{0:text|This} is no kind of cluster that the pool has.'],
  NO_CLUSTER_HOSTS_REACHABLE: [
    'transport',
    'No host of the cluster can be reached.',
    'Check the network between the hosts.',
  ],
  NO_COMPATIBLE_CLUSTER_HOST: [
    'missing',
    '{0|The host} is not part of the cluster that this needs.',
    'Let it join the cluster.',
  ],
}
