import type { ErrorTable } from './table'

const wlb = 'Check the connection to workload balancing in the settings of the pool.'
const programmer = 'This is an error of the program that asked; report it.'

/** What concerns every object, the calls themselves, plug-ins, GPUs, USB, PVS and workload balancing. */
export const otherErrors: ErrorTable = {
  OTHER_OPERATION_IN_PROGRESS: [
    'conflict',
    '{1|It} is busy: {2:word|another operation} is under way.',
    'Wait until it has finished, then try again.',
  ],
  OPERATION_NOT_ALLOWED: ['refused', 'The pool does not allow this{0:because}.'],
  OPERATION_BLOCKED: [
    'refused',
    'This operation is blocked on {0|the object}{1:because}.',
    'Whoever blocked it can lift the block (blocked_operations of the object).',
  ],
  TASK_CANCELLED: ['refused', 'This was cancelled.', 'Start it again if it is still wanted.'],
  HANDLE_INVALID: [
    'missing',
    'This {0:text|object} is gone from the pool.',
    'Somebody else may have deleted it: look at what is there now.',
  ],
  UUID_INVALID: ['missing', 'There is no such {0:text|object} in the pool.'],
  OBJECT_NOLONGER_EXISTS: ['missing', 'The object is gone from the pool.'],
  MESSAGE_METHOD_UNKNOWN: [
    'missing',
    'This pool’s software does not know {0:text|the call}.',
    'It needs a newer release.',
  ],
  MESSAGE_DEPRECATED: ['refused', 'This call is not used any more.', programmer],
  MESSAGE_REMOVED: ['refused', 'This pool’s software does not have this call any more.', programmer],
  MESSAGE_PARAMETER_COUNT_MISMATCH: [
    'internal',
    '{0:text|The call} takes {1:text|another number of} parameters; {2:text|others} were sent.',
    programmer,
  ],
  NOT_IMPLEMENTED: [
    'missing',
    'This pool’s software does not have {0:text|this}.',
    'It needs a newer release.',
  ],
  INTERNAL_ERROR: [
    'internal',
    'The pool met an error of its own: {0:text|not named}',
    'Its log (xensource.log) says more.',
  ],
  CLIENT_ERROR: ['internal', 'The pool did not understand what was asked{0:because}.', programmer],
  XMLRPC_UNMARSHAL_FAILURE: [
    'internal',
    'The pool could not read what was asked: {0:text|one thing} was expected.',
    programmer,
  ],
  INVALID_VALUE: ['refused', '“{1:text|This}” can’t be the value of {0:text|the field}.'],
  VALUE_NOT_SUPPORTED: ['refused', '“{1:text|This}” can’t be the value of {0:text|the field}{2:because}.'],
  FIELD_TYPE_ERROR: ['internal', 'The value of {0:text|the field} is of the wrong type.', programmer],
  MAP_DUPLICATE_KEY: [
    'conflict',
    '{2|The object} has a value for “{3:text|this key}” already.',
    'Remove that one first.',
  ],
  DB_UNIQUENESS_CONSTRAINT_VIOLATION: [
    'conflict',
    'Another {0:text|object} has “{2:text|this}” as its {1:text|value} already.',
  ],
  EVENTS_LOST: ['refused', 'Changes of the pool were missed.', 'Domus reads everything anew by itself.'],
  EVENT_FROM_TOKEN_PARSE_FAILURE: [
    'internal',
    'The pool did not understand from where to report changes ({0:text|?}).',
    programmer,
  ],
  EVENT_SUBSCRIPTION_PARSE_FAILURE: [
    'internal',
    'The pool did not understand what to report changes of ({0:text|?}).',
    programmer,
  ],

  XENAPI_PLUGIN_FAILURE: ['internal', 'A plug-in of the host failed{2/1:because}.'],
  XENAPI_MISSING_PLUGIN: [
    'missing',
    'The host does not have the plug-in {0:text|}.',
    'Install it on every host.',
  ],
  XAPI_HOOK_FAILED: [
    'internal',
    'The script {0:text|of an administrator} on the host failed ({3:text|?}){2:because}.',
    'Whoever installed the script knows what it checks.',
  ],
  EXTENSION_PROTOCOL_FAILURE: ['internal', 'An extension of the host gave no proper answer.'],

  GPU_GROUP_CONTAINS_NO_PGPUS: ['missing', '{0|The GPU group} has no GPU.'],
  GPU_GROUP_CONTAINS_PGPU: [
    'conflict',
    'The GPU group still has GPUs ({0:names|not named}).',
    'Move them to another group first.',
  ],
  GPU_GROUP_CONTAINS_VGPU: [
    'conflict',
    'VMs still use this GPU group ({0:names|not named}).',
    'Take their virtual GPUs away first.',
  ],
  NVIDIA_SRIOV_MISCONFIGURED: [
    'refused',
    'SR-IOV of the GPU {1:text|} is not set up on {0|the host}.',
    'Install the GPU maker’s host driver, then reboot the host.',
  ],
  NVIDIA_TOOLS_ERROR: [
    'internal',
    'The GPU maker’s tools failed on {0|the host}.',
    'Check that its driver is installed.',
  ],
  PGPU_INSUFFICIENT_CAPACITY_FOR_VGPU: [
    'refused',
    '{0|The GPU} has no room for a virtual GPU {1|of this type}.',
    'Stop a VM that uses it, or choose another host.',
  ],
  PGPU_IN_USE_BY_VM: ['conflict', 'VMs use this GPU: {0:names|not named}.', 'Shut them down first.'],
  PGPU_NOT_COMPATIBLE_WITH_GPU_GROUP: [
    'refused',
    'A GPU of the kind {0:text|given} does not go with this group.',
  ],
  VGPU_DESTINATION_INCOMPATIBLE: [
    'refused',
    'The virtual GPU can’t move to {2|that host}{0:because}.',
    'Choose a host with the same GPU and driver.',
  ],
  VGPU_GUEST_DRIVER_LIMIT: [
    'refused',
    'The GPU driver in {1|the VM} does not allow this{0:because}.',
    'Update the driver in the guest.',
  ],
  VGPU_SUSPENSION_NOT_SUPPORTED: ['refused', 'A VM with this virtual GPU can’t be suspended{0:because}.'],
  VGPU_TYPE_NOT_COMPATIBLE: ['refused', 'The virtual GPU {0|of this type} does not go with the VM’s others.'],
  VGPU_TYPE_NOT_COMPATIBLE_WITH_RUNNING_TYPE: [
    'conflict',
    '{0|The GPU} runs virtual GPUs {2|of another type}, which do not go with {1|this one}.',
  ],
  VGPU_TYPE_NOT_ENABLED: [
    'refused',
    '{0|The type of virtual GPU} is not enabled on this GPU.',
    'Enable it, or choose another type.',
  ],
  VGPU_TYPE_NOT_SUPPORTED: ['refused', 'This GPU does not have {0|the type of virtual GPU}.'],
  VGPU_TYPE_NO_LONGER_SUPPORTED: [
    'refused',
    '{0|The type of virtual GPU} is not supported any more.',
    'Choose a newer type.',
  ],

  PUSB_VDI_CONFLICT: [
    'conflict',
    '{0|The USB device} is in use as a disk ({1|?}).',
    'Detach that disk first.',
  ],
  TOO_MANY_VUSBS: ['refused', 'A VM can have at most {0:text|a few} USB devices.'],
  USB_ALREADY_ATTACHED: ['conflict', '{0|The USB device} is attached to {1|a VM} already.'],
  USB_GROUP_CONFLICT: ['conflict', '{0|The USB group} is used by another VM.'],
  USB_GROUP_CONTAINS_NO_PUSBS: ['missing', '{0|The USB group} has no device.'],
  USB_GROUP_CONTAINS_PUSB: ['conflict', 'The USB group still has devices ({0:names|not named}).'],
  USB_GROUP_CONTAINS_VUSB: ['conflict', 'VMs still use this USB group ({0:names|not named}).'],

  PVS_CACHE_STORAGE_ALREADY_PRESENT: ['conflict', '{1|The host} has cache storage for {0|the site} already.'],
  PVS_CACHE_STORAGE_IS_IN_USE: ['conflict', 'The cache storage of PVS is in use.'],
  PVS_PROXY_ALREADY_PRESENT: ['conflict', 'The VM has a PVS proxy already.'],
  PVS_PROXY_PRESENT_ON_HIGHER_VIF_DEVICE: [
    'conflict',
    'A network card further down ({0:text|?}) has a PVS proxy.',
  ],
  PVS_SERVER_ADDRESS_IN_USE: ['conflict', 'Another PVS server has the address {0:text|given}.'],
  PVS_SITE_CONTAINS_RUNNING_PROXIES: [
    'conflict',
    'PVS proxies of this site are running.',
    'Stop their VMs first.',
  ],
  PVS_SITE_CONTAINS_SERVERS: ['conflict', 'This PVS site still has servers.', 'Remove them first.'],
  PVS_VIF_MUST_BE_FIRST_DEVICE: ['refused', 'The PVS proxy has to be on the first network card of the VM.'],

  WLB_AUTHENTICATION_FAILED: [
    'permission',
    'Workload balancing did not accept its user name and password.',
    wlb,
  ],
  WLB_CONNECTION_REFUSED: ['transport', 'Workload balancing refuses the connection.', wlb],
  WLB_CONNECTION_RESET: ['transport', 'Workload balancing cut the connection.', wlb],
  WLB_DISABLED: ['refused', 'Workload balancing is switched off.', 'Switch it on first.'],
  WLB_INTERNAL_ERROR: ['internal', 'Workload balancing met an error of its own.', 'Its log says more.'],
  WLB_MALFORMED_REQUEST: ['internal', 'Workload balancing did not understand the pool.'],
  WLB_MALFORMED_RESPONSE: ['internal', 'The pool did not understand workload balancing{1:because}.'],
  WLB_NOT_INITIALIZED: ['refused', 'Workload balancing is not set up.', 'Connect the pool to it first.'],
  WLB_TIMEOUT: ['transport', 'Workload balancing did not answer within {0:seconds|its time}.', wlb],
  WLB_UNKNOWN_HOST: ['transport', 'The name of workload balancing is not known.', wlb],
  WLB_URL_INVALID: ['refused', '{0:text|This} is no address of workload balancing.'],
  WLB_XENSERVER_AUTHENTICATION_FAILED: [
    'permission',
    'The pool did not accept workload balancing’s user name and password.',
    wlb,
  ],
  WLB_XENSERVER_CONNECTION_REFUSED: ['transport', 'Workload balancing can’t connect to the pool.', wlb],
  WLB_XENSERVER_MALFORMED_RESPONSE: ['internal', 'Workload balancing did not understand the pool’s answer.'],
  WLB_XENSERVER_TIMEOUT: ['transport', 'The pool did not answer workload balancing in time.', wlb],
  WLB_XENSERVER_UNKNOWN_HOST: ['transport', 'Workload balancing does not know the pool’s name.', wlb],
}
