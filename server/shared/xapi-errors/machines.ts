import type { ErrorRow, ErrorTable } from './table'

const look = 'Its state has changed in the meantime. Look again and choose what fits.'
const tools = 'Install the guest tools in it, or use the forced form of the action.'
const elsewhere = 'Choose another host, or shut the VM down first.'
const shutDown = 'Shut the VM down first.'

/** A move that failed as nobody had said where a disc in a drive would go, which no storage of the other host holds. */
export const discLeftBehind: ErrorRow = [
  'refused',
  '{0|The VM} could not be moved to {2|the other host}, which does not reach the disc in its drive.',
  'Eject the disc, then move it again.',
]

/** Virtual machines: their states, guests, placement, snapshots and vApps. */
export const machineErrors: ErrorTable = {
  VM_BAD_POWER_STATE: [
    'refused',
    '{0|The VM} is {2:word|in another state}; this needs it to be {1:word|in another}.',
    look,
  ],
  VM_HALTED: ['refused', '{0|The VM} has shut down on its own while it was being worked on.', look],
  VM_REBOOTED: ['refused', '{0|The VM} has rebooted on its own while it was being worked on.', look],
  VM_CRASHED: ['refused', '{0|The VM} has crashed.', 'Its console may show why; then start it again.'],
  VM_LACKS_FEATURE: ['refused', '{0|The VM} can’t do this: its guest tools do not answer.', tools],
  VM_LACKS_FEATURE_SHUTDOWN: [
    'refused',
    '{0|The VM} can’t be asked to shut down: its guest tools do not answer.',
    tools,
  ],
  VM_LACKS_FEATURE_SUSPEND: [
    'refused',
    '{0|The VM} can’t be suspended: its guest tools do not answer.',
    tools,
  ],
  VM_LACKS_FEATURE_VCPU_HOTPLUG: ['refused', '{0|The VM} can’t change its vCPUs while it runs.', shutDown],
  VM_LACKS_FEATURE_STATIC_IP_SETTING: [
    'refused',
    '{0|The VM} can’t be given an address: its guest tools do not answer.',
    tools,
  ],
  VM_MISSING_PV_DRIVERS: ['refused', '{0|The VM} has no guest tools.', tools],
  VM_OLD_PV_DRIVERS: [
    'refused',
    'The guest tools of {0|the VM} ({1:text|?}.{2:text|?}) are too old for this.',
    'Update the guest tools in it.',
  ],
  VM_PV_DRIVERS_IN_USE: [
    'conflict',
    '{0|The VM} is using the guest drivers that this would change.',
    shutDown,
  ],
  VM_NON_SUSPENDABLE: ['refused', '{0|The VM} can’t be suspended{1:because}.'],
  VM_IS_IMMOBILE: ['refused', '{0|The VM} is set so that it can’t be suspended or moved.'],
  VM_IS_PROTECTED: [
    'refused',
    '{0|The VM} is protected by high availability.',
    'Take it out of high availability first.',
  ],
  VM_IS_TEMPLATE: ['refused', '{0|The VM} is a template.', 'Make a VM from it first.'],
  VM_IS_SNAPSHOT: ['refused', '{0|The VM} is a snapshot.', 'Make a VM from it, or bring its VM back to it.'],
  VM_IS_USING_NESTED_VIRT: [
    'refused',
    '{0|The VM} runs a hypervisor of its own, and such a VM can’t do this.',
    shutDown,
  ],
  VM_IS_PART_OF_AN_APPLIANCE: [
    'conflict',
    '{0|The VM} belongs to the vApp {1|that holds it}.',
    'Work on the vApp, or take the VM out of it first.',
  ],
  VM_CANNOT_DELETE_DEFAULT_TEMPLATE: [
    'refused',
    '{0|The template} came with the product and can’t be deleted.',
  ],
  VM_SHUTDOWN_TIMEOUT: [
    'refused',
    '{0|The VM} was asked to shut down but did not within {1:seconds|the time}.',
    'Look at its console: something in the guest may hold it up. Force shut down if it has to stop now.',
  ],
  VM_SUSPEND_TIMEOUT: [
    'refused',
    '{0|The VM} was asked to suspend but did not within {1:seconds|the time}.',
    'Look at its console: something in the guest may hold it up.',
  ],
  VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT: [
    'refused',
    '{0|The VM} did not react to being asked to shut down.',
    tools,
  ],
  VM_FAILED_SUSPEND_ACKNOWLEDGMENT: ['refused', '{0|The VM} did not react to being asked to suspend.', tools],
  VMS_FAILED_TO_COOPERATE: [
    'refused',
    'Some VMs did not give up memory when asked to.',
    'Look for VMs whose guest tools do not answer.',
  ],
  VM_MEMORY_TARGET_WAIT_TIMEOUT: [
    'refused',
    'The VM did not reach its new amount of memory in time.',
    'Its guest may need the memory; try a smaller change.',
  ],
  VM_REQUIRES_SR: [
    'missing',
    '{0|The VM} needs the storage {1|that holds its disks}, which the host can’t reach.',
    'Repair or plug that storage, or eject the disc that is on it, then try again.',
  ],
  VM_REQUIRES_NETWORK: [
    'missing',
    '{0|The VM} needs the network {1|it is connected to}, which no available host has.',
    'Connect the VM to another network, or a host to this one.',
  ],
  VM_REQUIRES_VDI: [
    'missing',
    '{0|The VM} needs the disk {1|that is attached to it}, which is not there.',
    'Detach that disk, or bring its storage back.',
  ],
  VM_REQUIRES_GPU: ['missing', '{0|The VM} needs a GPU of {1|its group}, and the host has none.', elsewhere],
  VM_REQUIRES_VGPU: [
    'missing',
    '{0|The VM} needs a virtual GPU {2|of its type} from {1|its group}, and the host has none free.',
    elsewhere,
  ],
  VM_REQUIRES_VUSB: [
    'missing',
    '{0|The VM} uses a USB device of {1|a group} that the host does not have.',
    'Detach the USB device first.',
  ],
  VM_REQUIRES_IOMMU: [
    'missing',
    '{0|The host} can’t pass devices through: its IOMMU is missing or switched off.',
    'Switch it on in the firmware of the host.',
  ],
  VM_HVM_REQUIRED: [
    'missing',
    '{0|The VM} needs a host with hardware virtualisation (HVM).',
    'Switch virtualisation on in the firmware of a host, or choose another host.',
  ],
  VM_NO_SUSPEND_SR: [
    'missing',
    'There is no storage to write the memory of {0|the VM} to.',
    'Choose a suspend SR for the VM, its host or the pool.',
  ],
  VM_NO_CRASHDUMP_SR: [
    'missing',
    'There is no storage to write crash dumps of {0|the VM} to.',
    'Choose a crash dump SR for the pool or the host.',
  ],
  VM_HAS_NO_SUSPEND_VDI: [
    'missing',
    'The saved memory of {0|the VM} is gone, so it can’t be resumed.',
    'Force it off and start it anew.',
  ],
  SUSPEND_IMAGE_NOT_ACCESSIBLE: [
    'missing',
    'The host can’t reach the saved memory of the VM ({0|a disk}).',
    'Resume it on a host that is connected to that storage.',
  ],
  SUSPEND_VDI_REPLACEMENT_IS_NOT_IDENTICAL: ['refused', 'The saved memory given is not that of this VM.'],
  VM_HAS_PCI_ATTACHED: [
    'conflict',
    '{0|The VM} has a device of the host passed through to it.',
    'Take the device away from it first.',
  ],
  VM_HAS_VGPU: ['conflict', '{0|The VM} has a virtual GPU that does not allow this.'],
  VM_HAS_VUSBS: ['conflict', '{0|The VM} has USB devices attached.', 'Detach them first.'],
  VM_HAS_SRIOV_VIF: ['conflict', '{0|The VM} has an SR-IOV network card that does not allow this.', shutDown],
  VM_HAS_CHECKPOINT: [
    'conflict',
    '{0|The VM} has a snapshot with memory that does not allow this.',
    'Delete such snapshots first.',
  ],
  VM_HAS_TOO_MANY_SNAPSHOTS: ['refused', '{0|The VM} has too many snapshots.', 'Delete some of them.'],
  VM_NO_VCPUS: ['refused', '{0|The VM} has no vCPU.', 'Give it at least one.'],
  VM_TOO_MANY_VCPUS: ['refused', '{0|The VM} has too many vCPUs for this.', 'Give it fewer.'],
  VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE: [
    'refused',
    '{0:text|The} vCPUs can’t be spread over sockets of {1:text|several} cores each.',
    'Choose a number that the cores per socket divide.',
  ],
  VM_MEMORY_SIZE_TOO_LOW: ['refused', '{0|The VM} has too little memory to start.', 'Give it more memory.'],
  MEMORY_CONSTRAINT_VIOLATION: ['refused', 'These amounts of memory do not go together{0:because}.'],
  MEMORY_CONSTRAINT_VIOLATION_ORDER: [
    'refused',
    'The limits of memory have to rise: static minimum, dynamic minimum, dynamic maximum, static maximum.',
  ],
  MEMORY_CONSTRAINT_VIOLATION_MAXPIN: [
    'refused',
    'This VM has to have one fixed amount of memory{0:because}.',
    'Set the dynamic minimum and maximum to the static maximum.',
  ],
  BALLOONING_DISABLED: ['refused', 'The memory of running VMs can’t be changed here.'],
  BALLOONING_TIMEOUT_BEFORE_MIGRATION: [
    'refused',
    '{0|The VM} did not shrink its memory in time to be moved.',
    'Try again when its guest is less busy.',
  ],
  VM_ASSIGNED_TO_PROTECTION_POLICY: ['conflict', '{0|The VM} has a protection policy already ({1|another}).'],
  VM_ASSIGNED_TO_SNAPSHOT_SCHEDULE: [
    'conflict',
    '{0|The VM} is in a snapshot schedule already ({1|another}).',
    'Take it out of that one first.',
  ],
  VMPP_HAS_VM: ['conflict', 'VMs still use this protection policy.', 'Take them out of it first.'],
  VMPP_ARCHIVE_MORE_FREQUENT_THAN_BACKUP: ['refused', 'Archives can’t be made more often than backups.'],
  VMSS_HAS_VM: ['conflict', 'VMs still use this snapshot schedule.', 'Take them out of it first.'],
  VM_ATTACHED_TO_MORE_THAN_ONE_VDI_WITH_TIMEOFFSET_MARKED_AS_RESET_ON_BOOT: [
    'refused',
    '{0|The VM} has more than one disk that says how to reset its clock.',
  ],
  VM_BIOS_STRINGS_ALREADY_SET: [
    'conflict',
    'The BIOS strings of this VM are set already and can’t be changed.',
  ],
  VM_CALL_PLUGIN_RATE_LIMIT: [
    'refused',
    '{0|The VM} is asked too often: once in {1:seconds|a while} is allowed.',
    'Wait {2:seconds|a little}, then try again.',
  ],
  VM_CHECKPOINT_RESUME_FAILED: [
    'internal',
    'The snapshot of {0|the VM} was made, but the VM could not go on running.',
    'Look at its state and start it again.',
  ],
  VM_CHECKPOINT_SUSPEND_FAILED: [
    'internal',
    'The memory of {0|the VM} could not be saved for the snapshot.',
    'Take a snapshot without memory, or look at the guest tools.',
  ],
  VM_SNAPSHOT_FAILED: ['internal', 'The snapshot could not be made.'],
  VM_REVERT_FAILED: ['internal', '{0|The VM} could not be brought back to {1|the snapshot}.'],
  REVERT_ONLY_ALLOWED_ON_SNAPSHOT: ['refused', 'A VM can be brought back only to a snapshot of its own.'],
  VM_SNAPSHOT_WITH_QUIESCE_FAILED: [
    'refused',
    'The guest of {0|the VM} could not be brought to rest for the snapshot.',
    'Take a snapshot without bringing it to rest.',
  ],
  VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED: [
    'refused',
    'The guest of {0|the VM} can’t be brought to rest for a snapshot{1:because}.',
    'Take a snapshot without bringing it to rest.',
  ],
  VM_SNAPSHOT_WITH_QUIESCE_PLUGIN_DEOS_NOT_RESPOND: [
    'refused',
    'The snapshot service in {0|the VM} does not answer.',
  ],
  VM_SNAPSHOT_WITH_QUIESCE_TIMEOUT: [
    'refused',
    'The guest of {0|the VM} did not come to rest in time for the snapshot.',
    'Take a snapshot without bringing it to rest.',
  ],
  VM_DUPLICATE_VBD_DEVICE: ['conflict', '{0|The VM} has two disks at the position {2:text|given}.'],
  VM_NO_EMPTY_CD_VBD: ['missing', '{0|The VM} has no empty CD drive.', 'Add one, or eject what is in it.'],
  VM_HOST_INCOMPATIBLE_VERSION: [
    'refused',
    '{1|The VM} can’t run on {0|the host}: the host’s software is older.',
    'Update the host.',
  ],
  VM_HOST_INCOMPATIBLE_VERSION_MIGRATE: [
    'refused',
    '{1|The VM} can’t move to {0|the host}: the host’s software is older.',
    'Update the host, or choose another.',
  ],
  VM_HOST_INCOMPATIBLE_VIRTUAL_HARDWARE_PLATFORM_VERSION: [
    'refused',
    '{2|The VM} needs virtual hardware {3:text|of a newer kind}; {0|the host} has {1:text|others}.',
    'Choose a host with newer software.',
  ],
  VM_INCOMPATIBLE_WITH_THIS_HOST: ['refused', '{0|The VM} can’t run on {1|the host}{2:because}.', elsewhere],
  VM_MIGRATE_FAILED: [
    'internal',
    '{0|The VM} could not be moved from {1|its host} to {2|the other}{3:because}.',
  ],
  VM_MIGRATE_CONTACT_REMOTE_SERVICE_FAILED: [
    'transport',
    'The other pool could not be reached to move the VM.',
    'Check the way between the pools, and their certificates.',
  ],
  VM_NOT_RESIDENT_HERE: ['refused', '{0|The VM} does not run on {1|this host}.', look],
  VM_TO_IMPORT_IS_NOT_NEWER_VERSION: [
    'conflict',
    '{0|The VM} exists already in version {1:text|?}; what is imported is {2:text|not newer}.',
  ],
  VM_UNSAFE_BOOT: [
    'refused',
    '{0|The VM} may still be running elsewhere; starting it again could damage its disks.',
    'Make sure that it runs nowhere before you start it.',
  ],
  VM_PCI_BUS_FULL: [
    'refused',
    '{0|The VM} has no room for another device.',
    'Detach one that is not needed.',
  ],
  DOMAIN_EXISTS: [
    'internal',
    'A part of {0|the VM} is still running (domain {1:text|?}).',
    'Force it off, or restart its host’s toolstack.',
  ],
  DOMAIN_BUILDER_ERROR: ['internal', 'The host could not set the VM up ({0:text|a step} failed{2:because}).'],
  FAILED_TO_START_EMULATOR: [
    'internal',
    'The device emulator of {0|the VM} did not start{2:because}.',
    'The host’s log says more.',
  ],
  BOOTLOADER_FAILED: [
    'refused',
    'The boot loader of {0|the VM} failed{1:because}.',
    'Check that its disk can be booted.',
  ],
  UNKNOWN_BOOTLOADER: [
    'refused',
    '{0|The VM} asks for a boot loader that the host does not have: {1:text|none named}.',
  ],
  CANNOT_RESET_CONTROL_DOMAIN: ['refused', '{0|The control domain} of a host can’t be reset.'],
  CANNOT_RESTART_DEVICE_MODEL: [
    'refused',
    'The device emulator of {0|the VM} can’t be restarted.',
    'Reboot the VM instead.',
  ],
  NOT_SYSTEM_DOMAIN: ['refused', '{0|The VM} is no system domain.'],
  DUPLICATE_VM: [
    'conflict',
    '{0|The VM} is there already.',
    'Delete it first, or import without keeping its identity.',
  ],
  DUPLICATE_MAC_SEED: ['conflict', 'Another VM makes its MAC addresses from the same seed ({0:text|?}).'],
  PROVISION_FAILED_OUT_OF_SPACE: [
    'refused',
    'There is too little space for the disks of the new VM.',
    'Choose another storage, or free space.',
  ],
  PROVISION_ONLY_ALLOWED_ON_TEMPLATE: ['refused', 'VMs are made from templates only.'],
  FEATURE_REQUIRES_HVM: ['refused', 'This needs a VM with hardware virtualisation{0:because}.'],
  CPU_FEATURE_MASKING_NOT_SUPPORTED: ['refused', 'The CPUs of the host can’t hide features{0:because}.'],
  SYSPREP: ['refused', 'Sysprep could not be run in {0|the VM}{1:because}.'],
  VTPM_MAX_AMOUNT_REACHED: ['refused', 'The VM has as many virtual TPMs as it may have ({0:text|one}).'],
  BOOT_DEVICE_PASSTHROUGH_DISALLOWED: [
    'refused',
    '{0:text|The device} is what the host boots from and can’t be passed through.',
  ],
  XEN_VSS_REQ_ERROR_ADDING_VOLUME_TO_SNAPSET_FAILED: [
    'refused',
    'The snapshot service in {0|the VM} could not include a disk (code {1:text|?}).',
  ],
  XEN_VSS_REQ_ERROR_CREATING_SNAPSHOT: [
    'refused',
    'The snapshot service in {0|the VM} could not make the snapshot (code {1:text|?}).',
  ],
  XEN_VSS_REQ_ERROR_CREATING_SNAPSHOT_XML_STRING: [
    'refused',
    'The snapshot service in {0|the VM} could not describe the snapshot (code {1:text|?}).',
  ],
  XEN_VSS_REQ_ERROR_INIT_FAILED: [
    'refused',
    'The snapshot service in {0|the VM} did not start (code {1:text|?}).',
  ],
  XEN_VSS_REQ_ERROR_NO_VOLUMES_SUPPORTED: [
    'refused',
    'No disk of {0|the VM} can be in such a snapshot (code {1:text|?}).',
  ],
  XEN_VSS_REQ_ERROR_PREPARING_WRITERS: [
    'refused',
    'A program in {0|the VM} did not come to rest for the snapshot (code {1:text|?}).',
  ],
  XEN_VSS_REQ_ERROR_PROV_NOT_LOADED: [
    'refused',
    'The snapshot provider in {0|the VM} is not loaded (code {1:text|?}).',
    'Install it with the guest tools.',
  ],
  XEN_VSS_REQ_ERROR_START_SNAPSHOT_SET_FAILED: [
    'refused',
    'The snapshot service in {0|the VM} could not begin (code {1:text|?}).',
  ],
}
