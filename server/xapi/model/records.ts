// Made by server/xapi/generate.mjs. Do not edit.

/** Reference to an object of class C, as the pool names it. Opaque: compare, pass on, never take apart. */
export type Ref<C extends string> = string & { readonly __ref: C }
/** Time as ISO 8601 text in UTC, "2026-08-21T10:15:30Z"; the epoch stands for "never". */
export type Datetime = string
/** A value of an enum, or the text of one that a newer host has added. */
type Open<T extends string> = T | (string & {})

export interface Enums {
  after_apply_guidance: Open<'restartHVM' | 'restartPV' | 'restartHost' | 'restartXAPI'>
  allocation_algorithm: Open<'breadth_first' | 'depth_first'>
  bond_mode: Open<'balance-slb' | 'active-backup' | 'lacp'>
  certificate_purpose: Open<'licensing' | 'ldaps'>
  certificate_type: Open<'ca' | 'host' | 'host_internal' | 'pinned'>
  cls: Open<'VM' | 'Host' | 'SR' | 'Pool' | 'VMPP' | 'VMSS' | 'PVS_proxy' | 'VDI' | 'Certificate'>
  cluster_host_operation: Open<'enable' | 'disable' | 'destroy'>
  cluster_operation: Open<'add' | 'remove' | 'enable' | 'disable' | 'destroy'>
  console_protocol: Open<'vt100' | 'rfb' | 'rdp'>
  domain_type: Open<'hvm' | 'pv' | 'pv_in_pvh' | 'pvh' | 'unspecified'>
  event_operation: Open<'add' | 'del' | 'mod'>
  hello_return: Open<'ok' | 'unknown_host' | 'cannot_talk_back'>
  host_allowed_operations: Open<'provision' | 'evacuate' | 'shutdown' | 'reboot' | 'power_on' | 'vm_start' | 'vm_resume' | 'vm_migrate' | 'apply_updates' | 'enable'>
  host_display: Open<'enabled' | 'disable_on_reboot' | 'disabled' | 'enable_on_reboot'>
  host_ntp_mode: Open<'DHCP' | 'Custom' | 'Factory' | 'Disabled'>
  host_numa_affinity_policy: Open<'any' | 'best_effort' | 'default_policy'>
  host_sched_gran: Open<'core' | 'cpu' | 'socket'>
  image_format_type: Open<'raw' | 'vhd' | 'qcow2'>
  ip_configuration_mode: Open<'None' | 'DHCP' | 'Static'>
  ipv6_configuration_mode: Open<'None' | 'DHCP' | 'Static' | 'Autoconf'>
  latest_synced_updates_applied_state: Open<'yes' | 'no' | 'unknown'>
  livepatch_status: Open<'ok_livepatch_complete' | 'ok_livepatch_incomplete' | 'ok'>
  network_default_locking_mode: Open<'unlocked' | 'disabled'>
  network_operations: Open<'attaching'>
  network_purpose: Open<'nbd' | 'insecure_nbd'>
  on_boot: Open<'reset' | 'persist'>
  on_crash_behaviour: Open<'destroy' | 'coredump_and_destroy' | 'restart' | 'coredump_and_restart' | 'preserve' | 'rename_restart'>
  on_normal_exit: Open<'destroy' | 'restart'>
  on_softreboot_behavior: Open<'soft_reboot' | 'destroy' | 'restart' | 'preserve'>
  origin: Open<'remote' | 'bundle' | 'remote_pool'>
  pci_dom0_access: Open<'enabled' | 'disable_on_reboot' | 'disabled' | 'enable_on_reboot'>
  persistence_backend: Open<'xapi'>
  pif_igmp_status: Open<'enabled' | 'disabled' | 'unknown'>
  placement_policy: Open<'anti_affinity' | 'normal'>
  pool_allowed_operations: Open<'ha_enable' | 'ha_disable' | 'cluster_create' | 'designate_new_master' | 'configure_repositories' | 'sync_updates' | 'sync_bundle' | 'get_updates' | 'apply_updates' | 'tls_verification_enable' | 'cert_refresh' | 'exchange_certificates_on_join' | 'exchange_ca_certificates_on_join' | 'copy_primary_host_certs' | 'eject' | 'exchange_crls_on_join'>
  pool_guest_secureboot_readiness: Open<'ready' | 'ready_no_dbx' | 'not_ready'>
  primary_address_type: Open<'IPv4' | 'IPv6'>
  pvs_proxy_status: Open<'stopped' | 'initialised' | 'caching' | 'incompatible_write_cache_mode' | 'incompatible_protocol_version'>
  sdn_controller_protocol: Open<'ssl' | 'pssl'>
  sr_health: Open<'healthy' | 'recovering' | 'unreachable' | 'unavailable'>
  sriov_configuration_mode: Open<'sysfs' | 'modprobe' | 'manual' | 'unknown'>
  storage_operations: Open<'scan' | 'destroy' | 'forget' | 'plug' | 'unplug' | 'update' | 'vdi_create' | 'vdi_introduce' | 'vdi_destroy' | 'vdi_resize' | 'vdi_clone' | 'vdi_snapshot' | 'vdi_mirror' | 'vdi_enable_cbt' | 'vdi_disable_cbt' | 'vdi_data_destroy' | 'vdi_list_changed_blocks' | 'vdi_set_on_boot' | 'vdi_blocked' | 'vdi_copy' | 'vdi_force_unlock' | 'vdi_forget' | 'vdi_generate_config' | 'vdi_resize_online' | 'vdi_update' | 'vdi_revert' | 'pbd_create' | 'pbd_destroy'>
  task_allowed_operations: Open<'cancel' | 'destroy'>
  task_status_type: Open<'pending' | 'success' | 'failure' | 'cancelling' | 'cancelled'>
  telemetry_frequency: Open<'daily' | 'weekly' | 'monthly'>
  tristate_type: Open<'yes' | 'no' | 'unspecified'>
  tunnel_protocol: Open<'gre' | 'vxlan'>
  update_after_apply_guidance: Open<'restartHVM' | 'restartPV' | 'restartHost' | 'restartXAPI'>
  update_guidances: Open<'reboot_host' | 'reboot_host_on_livepatch_failure' | 'reboot_host_on_kernel_livepatch_failure' | 'reboot_host_on_xen_livepatch_failure' | 'restart_toolstack' | 'restart_device_model' | 'restart_vm'>
  update_status: Open<'yes' | 'no' | 'unspecified'>
  update_sync_frequency: Open<'daily' | 'weekly'>
  vbd_mode: Open<'RO' | 'RW'>
  vbd_operations: Open<'attach' | 'eject' | 'insert' | 'plug' | 'unplug' | 'unplug_force' | 'pause' | 'unpause'>
  vbd_type: Open<'CD' | 'Disk' | 'Floppy'>
  vdi_operations: Open<'clone' | 'copy' | 'resize' | 'resize_online' | 'snapshot' | 'mirror' | 'destroy' | 'forget' | 'update' | 'force_unlock' | 'generate_config' | 'enable_cbt' | 'disable_cbt' | 'data_destroy' | 'list_changed_blocks' | 'set_on_boot' | 'blocked' | 'revert_to' | 'revert_from'>
  vdi_type: Open<'system' | 'user' | 'ephemeral' | 'suspend' | 'crashdump' | 'ha_statefile' | 'metadata' | 'redo_log' | 'rrd' | 'pvs_cache' | 'cbt_metadata'>
  vgpu_type_implementation: Open<'passthrough' | 'nvidia' | 'nvidia_sriov' | 'gvt_g' | 'mxgpu'>
  vif_ipv4_configuration_mode: Open<'None' | 'Static' | 'DHCP'>
  vif_ipv6_configuration_mode: Open<'None' | 'Static' | 'Autoconf'>
  vif_locking_mode: Open<'network_default' | 'locked' | 'unlocked' | 'disabled'>
  vif_operations: Open<'attach' | 'plug' | 'unplug'>
  vm_appliance_operation: Open<'start' | 'clean_shutdown' | 'hard_shutdown' | 'shutdown'>
  vm_operations: Open<'snapshot' | 'clone' | 'copy' | 'create_template' | 'revert' | 'checkpoint' | 'snapshot_with_quiesce' | 'provision' | 'start' | 'start_on' | 'pause' | 'unpause' | 'clean_shutdown' | 'clean_reboot' | 'hard_shutdown' | 'power_state_reset' | 'hard_reboot' | 'suspend' | 'csvm' | 'resume' | 'resume_on' | 'pool_migrate' | 'migrate_send' | 'get_boot_record' | 'send_sysrq' | 'send_trigger' | 'query_services' | 'shutdown' | 'call_plugin' | 'changing_memory_live' | 'awaiting_memory_live' | 'changing_dynamic_range' | 'changing_static_range' | 'changing_memory_limits' | 'changing_shadow_memory' | 'changing_shadow_memory_live' | 'changing_VCPUs' | 'changing_VCPUs_live' | 'changing_NVRAM' | 'assert_operation_valid' | 'data_source_op' | 'update_allowed_operations' | 'make_into_template' | 'import' | 'export' | 'metadata_export' | 'reverting' | 'destroy' | 'create_vtpm' | 'sysprep'>
  vm_power_state: Open<'Halted' | 'Paused' | 'Running' | 'Suspended'>
  vm_secureboot_certificates_state: Open<'ok' | 'update_available' | 'update_on_boot'>
  vm_secureboot_readiness: Open<'not_supported' | 'disabled' | 'first_boot' | 'ready' | 'ready_no_dbx' | 'setup_mode' | 'certs_incomplete'>
  vm_uefi_mode: Open<'setup' | 'user'>
  vmpp_archive_frequency: Open<'never' | 'always_after_backup' | 'daily' | 'weekly'>
  vmpp_archive_target_type: Open<'none' | 'cifs' | 'nfs'>
  vmpp_backup_frequency: Open<'hourly' | 'daily' | 'weekly'>
  vmpp_backup_type: Open<'snapshot' | 'checkpoint'>
  vmss_frequency: Open<'hourly' | 'daily' | 'weekly'>
  vmss_type: Open<'snapshot' | 'checkpoint' | 'snapshot_with_quiesce'>
  vtpm_operations: Open<'destroy'>
  vusb_operations: Open<'attach' | 'plug' | 'unplug'>
}

export interface SessionRecord {
  readonly uuid: string
  readonly this_host: Ref<'host'>
  readonly this_user: Ref<'user'>
  readonly last_active: Datetime
  readonly pool: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly is_local_superuser: boolean
  readonly subject: Ref<'subject'>
  readonly validation_time: Datetime
  readonly auth_user_sid: string
  readonly auth_user_name: string
  readonly rbac_permissions: readonly (string)[]
  readonly tasks: readonly (Ref<'task'>)[]
  readonly parent: Ref<'session'>
  readonly originator: string
  readonly client_certificate: boolean
}

export interface AuthRecord {
}

export interface SubjectRecord {
  readonly uuid: string
  readonly subject_identifier: string
  readonly other_config: { readonly [key: string]: string }
  readonly roles: readonly (Ref<'role'>)[]
}

export interface RoleRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly subroles: readonly (Ref<'role'>)[]
  readonly is_internal: boolean
}

export interface TaskRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly allowed_operations: readonly (Enums['task_allowed_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['task_allowed_operations'] }
  readonly created: Datetime
  readonly finished: Datetime
  readonly status: Enums['task_status_type']
  readonly resident_on: Ref<'host'>
  readonly progress: number
  readonly type: string
  readonly result: string
  readonly error_info: readonly (string)[]
  readonly other_config: { readonly [key: string]: string }
  readonly subtask_of: Ref<'task'>
  readonly subtasks: readonly (Ref<'task'>)[]
  readonly backtrace: string
}

export interface EventRecord {
  readonly id: number
  /** @deprecated since XenServer 6.0 (boston) */
  readonly timestamp: Datetime
  readonly class: string
  readonly operation: Enums['event_operation']
  readonly ref: string
  /** @deprecated since XenServer 6.0 (boston) */
  readonly obj_uuid: string
}

export interface PoolRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly master: Ref<'host'>
  readonly default_SR: Ref<'SR'>
  readonly suspend_image_SR: Ref<'SR'>
  readonly crash_dump_SR: Ref<'SR'>
  readonly other_config: { readonly [key: string]: string }
  readonly ha_enabled: boolean
  readonly ha_configuration: { readonly [key: string]: string }
  readonly ha_statefiles: readonly (string)[]
  readonly ha_host_failures_to_tolerate: number
  readonly ha_plan_exists_for: number
  readonly ha_allow_overcommit: boolean
  readonly ha_overcommitted: boolean
  readonly blobs: { readonly [key: string]: Ref<'blob'> }
  readonly tags: readonly (string)[]
  readonly gui_config: { readonly [key: string]: string }
  readonly health_check_config: { readonly [key: string]: string }
  readonly wlb_url: string
  readonly wlb_username: string
  readonly wlb_enabled: boolean
  /** @deprecated since xapi 1.290.0 */
  readonly wlb_verify_cert: boolean
  readonly redo_log_enabled: boolean
  readonly redo_log_vdi: Ref<'VDI'>
  /** @deprecated since XenServer 7.2 (falcon) */
  readonly vswitch_controller: string
  readonly restrictions: { readonly [key: string]: string }
  readonly metadata_VDIs: readonly (Ref<'VDI'>)[]
  readonly ha_cluster_stack: string
  readonly allowed_operations: readonly (Enums['pool_allowed_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['pool_allowed_operations'] }
  readonly guest_agent_config: { readonly [key: string]: string }
  readonly cpu_info: { readonly [key: string]: string }
  /** @deprecated since xapi 24.14.0 */
  readonly policy_no_vendor_device: boolean
  readonly live_patching_disabled: boolean
  readonly igmp_snooping_enabled: boolean
  readonly uefi_certificates: string
  readonly custom_uefi_certificates: string
  readonly is_psr_pending: boolean
  readonly tls_verification_enabled: boolean
  readonly repositories: readonly (Ref<'Repository'>)[]
  readonly client_certificate_auth_enabled: boolean
  readonly client_certificate_auth_name: string
  readonly repository_proxy_url: string
  readonly repository_proxy_username: string
  readonly repository_proxy_password: Ref<'secret'>
  readonly migration_compression: boolean
  readonly coordinator_bias: boolean
  readonly local_auth_max_threads: number
  readonly ext_auth_max_threads: number
  readonly ext_auth_cache_enabled: boolean
  readonly ext_auth_cache_size: number
  readonly ext_auth_cache_expiry: number
  readonly telemetry_uuid: Ref<'secret'>
  readonly telemetry_frequency: Enums['telemetry_frequency']
  readonly telemetry_next_collection: Datetime
  readonly last_update_sync: Datetime
  readonly update_sync_frequency: Enums['update_sync_frequency']
  readonly update_sync_day: number
  readonly update_sync_enabled: boolean
  readonly recommendations: { readonly [key: string]: string }
  readonly license_server: { readonly [key: string]: string }
  readonly ha_reboot_vm_on_internal_shutdown: boolean
  readonly limit_console_sessions: boolean
  readonly vm_console_idle_timeout: number
  readonly auto_update_vm_secureboot_certificates: boolean
}

/** @deprecated since XenServer 7.1 (ely) */
export interface PoolPatchRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly version: string
  readonly size: number
  readonly pool_applied: boolean
  readonly host_patches: readonly (Ref<'host_patch'>)[]
  readonly after_apply_guidance: readonly (Enums['after_apply_guidance'])[]
  readonly pool_update: Ref<'pool_update'>
  readonly other_config: { readonly [key: string]: string }
}

export interface PoolUpdateRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly version: string
  readonly installation_size: number
  readonly key: string
  readonly after_apply_guidance: readonly (Enums['update_after_apply_guidance'])[]
  readonly vdi: Ref<'VDI'>
  readonly hosts: readonly (Ref<'host'>)[]
  readonly other_config: { readonly [key: string]: string }
  readonly enforce_homogeneity: boolean
}

export interface VMRecord {
  readonly uuid: string
  readonly allowed_operations: readonly (Enums['vm_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['vm_operations'] }
  readonly name_label: string
  readonly name_description: string
  readonly power_state: Enums['vm_power_state']
  readonly user_version: number
  readonly is_a_template: boolean
  readonly is_default_template: boolean
  readonly suspend_VDI: Ref<'VDI'>
  readonly resident_on: Ref<'host'>
  readonly scheduled_to_be_resident_on: Ref<'host'>
  readonly affinity: Ref<'host'>
  readonly memory_overhead: number
  /** @deprecated since XenServer 5.6 (midnight-ride) */
  readonly memory_target: number
  readonly memory_static_max: number
  readonly memory_dynamic_max: number
  readonly memory_dynamic_min: number
  readonly memory_static_min: number
  readonly VCPUs_params: { readonly [key: string]: string }
  readonly VCPUs_max: number
  readonly VCPUs_at_startup: number
  readonly actions_after_softreboot: Enums['on_softreboot_behavior']
  readonly actions_after_shutdown: Enums['on_normal_exit']
  readonly actions_after_reboot: Enums['on_normal_exit']
  readonly actions_after_crash: Enums['on_crash_behaviour']
  readonly consoles: readonly (Ref<'console'>)[]
  readonly VIFs: readonly (Ref<'VIF'>)[]
  readonly VBDs: readonly (Ref<'VBD'>)[]
  readonly VUSBs: readonly (Ref<'VUSB'>)[]
  readonly crash_dumps: readonly (Ref<'crashdump'>)[]
  readonly VTPMs: readonly (Ref<'VTPM'>)[]
  readonly PV_bootloader: string
  readonly PV_kernel: string
  readonly PV_ramdisk: string
  readonly PV_args: string
  readonly PV_bootloader_args: string
  readonly PV_legacy_args: string
  /** @deprecated since XenServer 7.5 (kolkata) */
  readonly HVM_boot_policy: string
  readonly HVM_boot_params: { readonly [key: string]: string }
  readonly HVM_shadow_multiplier: number
  readonly platform: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.0 (boston) */
  readonly PCI_bus: string
  readonly other_config: { readonly [key: string]: string }
  readonly domid: number
  readonly domarch: string
  readonly last_boot_CPU_flags: { readonly [key: string]: string }
  readonly is_control_domain: boolean
  readonly metrics: Ref<'VM_metrics'>
  readonly guest_metrics: Ref<'VM_guest_metrics'>
  readonly last_booted_record: string
  readonly recommendations: string
  readonly xenstore_data: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.0 (boston) */
  readonly ha_always_run: boolean
  readonly ha_restart_priority: string
  readonly is_a_snapshot: boolean
  readonly snapshot_of: Ref<'VM'>
  readonly snapshots: readonly (Ref<'VM'>)[]
  readonly snapshot_time: Datetime
  readonly transportable_snapshot_id: string
  readonly blobs: { readonly [key: string]: Ref<'blob'> }
  readonly tags: readonly (string)[]
  readonly blocked_operations: { readonly [key: string]: string }
  readonly snapshot_info: { readonly [key: string]: string }
  readonly snapshot_metadata: string
  readonly parent: Ref<'VM'>
  readonly children: readonly (Ref<'VM'>)[]
  readonly bios_strings: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.2 (clearwater) */
  readonly protection_policy: Ref<'VMPP'>
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly is_snapshot_from_vmpp: boolean
  readonly snapshot_schedule: Ref<'VMSS'>
  readonly is_vmss_snapshot: boolean
  readonly appliance: Ref<'VM_appliance'>
  readonly start_delay: number
  readonly shutdown_delay: number
  readonly order: number
  readonly VGPUs: readonly (Ref<'VGPU'>)[]
  readonly attached_PCIs: readonly (Ref<'PCI'>)[]
  readonly suspend_SR: Ref<'SR'>
  readonly version: number
  readonly generation_id: string
  readonly hardware_platform_version: number
  readonly has_vendor_device: boolean
  readonly requires_reboot: boolean
  readonly reference_label: string
  readonly domain_type: Enums['domain_type']
  readonly NVRAM: { readonly [key: string]: string }
  readonly pending_guidances: readonly (Enums['update_guidances'])[]
  readonly pending_guidances_recommended: readonly (Enums['update_guidances'])[]
  readonly pending_guidances_full: readonly (Enums['update_guidances'])[]
  readonly groups: readonly (Ref<'VM_group'>)[]
  readonly secureboot_certificates_state: Enums['vm_secureboot_certificates_state']
}

export interface VMMetricsRecord {
  readonly uuid: string
  readonly memory_actual: number
  readonly VCPUs_number: number
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly VCPUs_utilisation: { readonly [key: string]: number }
  readonly VCPUs_CPU: { readonly [key: string]: number }
  readonly VCPUs_params: { readonly [key: string]: string }
  readonly VCPUs_flags: { readonly [key: string]: readonly (string)[] }
  readonly state: readonly (string)[]
  readonly start_time: Datetime
  readonly install_time: Datetime
  readonly last_updated: Datetime
  readonly other_config: { readonly [key: string]: string }
  readonly hvm: boolean
  readonly nested_virt: boolean
  readonly nomigrate: boolean
  readonly current_domain_type: Enums['domain_type']
  readonly numa_optimised: boolean
  readonly numa_nodes: number
  readonly numa_node_memory: { readonly [key: string]: number }
}

export interface VMGuestMetricsRecord {
  readonly uuid: string
  readonly os_version: { readonly [key: string]: string }
  readonly netbios_name: { readonly [key: string]: string }
  readonly PV_drivers_version: { readonly [key: string]: string }
  /** @deprecated since XenServer 7.0 (dundee) */
  readonly PV_drivers_up_to_date: boolean
  /** @deprecated since XenServer 5.5 (george), gone since XenServer 5.5 (george) */
  readonly memory: { readonly [key: string]: string }
  /** @deprecated since XenServer 5.0 (orlando), gone since XenServer 5.0 (orlando) */
  readonly disks: { readonly [key: string]: string }
  readonly networks: { readonly [key: string]: string }
  readonly other: { readonly [key: string]: string }
  readonly last_updated: Datetime
  readonly other_config: { readonly [key: string]: string }
  readonly live: boolean
  readonly can_use_hotplug_vbd: Enums['tristate_type']
  readonly can_use_hotplug_vif: Enums['tristate_type']
  readonly PV_drivers_detected: boolean
  readonly services: { readonly [key: string]: string }
}

/** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
export interface VMPPRecord {
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly uuid: string
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly name_label: string
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly name_description: string
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly is_policy_enabled: boolean
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly backup_type: Enums['vmpp_backup_type']
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly backup_retention_value: number
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly backup_frequency: Enums['vmpp_backup_frequency']
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly backup_schedule: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly is_backup_running: boolean
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly backup_last_run_time: Datetime
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly archive_target_type: Enums['vmpp_archive_target_type']
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly archive_target_config: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly archive_frequency: Enums['vmpp_archive_frequency']
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly archive_schedule: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly is_archive_running: boolean
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly archive_last_run_time: Datetime
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly VMs: readonly (Ref<'VM'>)[]
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly is_alarm_enabled: boolean
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly alarm_config: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  readonly recent_alerts: readonly (string)[]
}

export interface VMSSRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly enabled: boolean
  readonly type: Enums['vmss_type']
  readonly retained_snapshots: number
  readonly frequency: Enums['vmss_frequency']
  readonly schedule: { readonly [key: string]: string }
  readonly last_run_time: Datetime
  readonly VMs: readonly (Ref<'VM'>)[]
}

export interface VMApplianceRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly allowed_operations: readonly (Enums['vm_appliance_operation'])[]
  readonly current_operations: { readonly [key: string]: Enums['vm_appliance_operation'] }
  readonly VMs: readonly (Ref<'VM'>)[]
}

export interface DRTaskRecord {
  readonly uuid: string
  readonly introduced_SRs: readonly (Ref<'SR'>)[]
}

export interface HostRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly memory_overhead: number
  readonly allowed_operations: readonly (Enums['host_allowed_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['host_allowed_operations'] }
  readonly API_version_major: number
  readonly API_version_minor: number
  readonly API_version_vendor: string
  readonly API_version_vendor_implementation: { readonly [key: string]: string }
  readonly enabled: boolean
  readonly software_version: { readonly [key: string]: string }
  readonly other_config: { readonly [key: string]: string }
  readonly capabilities: readonly (string)[]
  readonly cpu_configuration: { readonly [key: string]: string }
  readonly sched_policy: string
  readonly supported_bootloaders: readonly (string)[]
  readonly resident_VMs: readonly (Ref<'VM'>)[]
  readonly logging: { readonly [key: string]: string }
  readonly PIFs: readonly (Ref<'PIF'>)[]
  readonly suspend_image_sr: Ref<'SR'>
  readonly crash_dump_sr: Ref<'SR'>
  readonly crashdumps: readonly (Ref<'host_crashdump'>)[]
  /** @deprecated since XenServer 7.1 (ely) */
  readonly patches: readonly (Ref<'host_patch'>)[]
  readonly updates: readonly (Ref<'pool_update'>)[]
  readonly PBDs: readonly (Ref<'PBD'>)[]
  readonly host_CPUs: readonly (Ref<'host_cpu'>)[]
  readonly cpu_info: { readonly [key: string]: string }
  readonly hostname: string
  readonly address: string
  readonly metrics: Ref<'host_metrics'>
  readonly license_params: { readonly [key: string]: string }
  readonly ha_statefiles: readonly (string)[]
  readonly ha_network_peers: readonly (string)[]
  readonly blobs: { readonly [key: string]: Ref<'blob'> }
  readonly tags: readonly (string)[]
  readonly external_auth_type: string
  readonly external_auth_service_name: string
  readonly external_auth_configuration: { readonly [key: string]: string }
  readonly edition: string
  readonly license_server: { readonly [key: string]: string }
  readonly bios_strings: { readonly [key: string]: string }
  readonly power_on_mode: string
  readonly power_on_config: { readonly [key: string]: string }
  readonly local_cache_sr: Ref<'SR'>
  readonly chipset_info: { readonly [key: string]: string }
  readonly PCIs: readonly (Ref<'PCI'>)[]
  readonly PGPUs: readonly (Ref<'PGPU'>)[]
  readonly PUSBs: readonly (Ref<'PUSB'>)[]
  /** @deprecated since Citrix Hypervisor 8.2 (stockholm) */
  readonly ssl_legacy: boolean
  readonly guest_VCPUs_params: { readonly [key: string]: string }
  readonly display: Enums['host_display']
  readonly virtual_hardware_platform_versions: readonly (number)[]
  readonly control_domain: Ref<'VM'>
  readonly updates_requiring_reboot: readonly (Ref<'pool_update'>)[]
  readonly features: readonly (Ref<'Feature'>)[]
  readonly iscsi_iqn: string
  readonly multipathing: boolean
  /** @deprecated since xapi 22.16.0 */
  readonly uefi_certificates: string
  readonly certificates: readonly (Ref<'Certificate'>)[]
  readonly editions: readonly (string)[]
  readonly pending_guidances: readonly (Enums['update_guidances'])[]
  readonly tls_verification_enabled: boolean
  readonly last_software_update: Datetime
  readonly https_only: boolean
  readonly latest_synced_updates_applied: Enums['latest_synced_updates_applied_state']
  readonly numa_affinity_policy: Enums['host_numa_affinity_policy']
  readonly pending_guidances_recommended: readonly (Enums['update_guidances'])[]
  readonly pending_guidances_full: readonly (Enums['update_guidances'])[]
  readonly last_update_hash: string
  readonly ssh_enabled: boolean
  readonly ssh_enabled_timeout: number
  readonly ssh_expiry: Datetime
  readonly console_idle_timeout: number
  readonly ssh_auto_mode: boolean
  readonly max_cstate: string
  readonly secure_boot: boolean
  readonly ntp_mode: Enums['host_ntp_mode']
  readonly ntp_custom_servers: readonly (string)[]
  readonly timezone: string
}

export interface HostCrashdumpRecord {
  readonly uuid: string
  readonly host: Ref<'host'>
  readonly timestamp: Datetime
  readonly size: number
  readonly other_config: { readonly [key: string]: string }
}

/** @deprecated since XenServer 7.1 (ely) */
export interface HostPatchRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly version: string
  readonly host: Ref<'host'>
  readonly applied: boolean
  readonly timestamp_applied: Datetime
  readonly size: number
  readonly pool_patch: Ref<'pool_patch'>
  readonly other_config: { readonly [key: string]: string }
}

export interface HostMetricsRecord {
  readonly uuid: string
  readonly memory_total: number
  /** @deprecated since XenServer 5.6 (midnight-ride), gone since XenServer 6.1 (tampa) */
  readonly memory_free: number
  readonly live: boolean
  readonly last_updated: Datetime
  readonly other_config: { readonly [key: string]: string }
}

/** @deprecated since XenServer 5.6 (midnight-ride) */
export interface HostCpuRecord {
  readonly uuid: string
  readonly host: Ref<'host'>
  readonly number: number
  readonly vendor: string
  readonly speed: number
  readonly modelname: string
  readonly family: number
  readonly model: number
  readonly stepping: string
  readonly flags: string
  readonly features: string
  readonly utilisation: number
  readonly other_config: { readonly [key: string]: string }
}

export interface NetworkRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly allowed_operations: readonly (Enums['network_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['network_operations'] }
  readonly VIFs: readonly (Ref<'VIF'>)[]
  readonly PIFs: readonly (Ref<'PIF'>)[]
  readonly MTU: number
  readonly other_config: { readonly [key: string]: string }
  readonly bridge: string
  readonly managed: boolean
  readonly blobs: { readonly [key: string]: Ref<'blob'> }
  readonly tags: readonly (string)[]
  readonly default_locking_mode: Enums['network_default_locking_mode']
  readonly assigned_ips: { readonly [key: string]: string }
  readonly purpose: readonly (Enums['network_purpose'])[]
}

export interface VIFRecord {
  readonly uuid: string
  readonly allowed_operations: readonly (Enums['vif_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['vif_operations'] }
  readonly device: string
  readonly network: Ref<'network'>
  readonly VM: Ref<'VM'>
  readonly MAC: string
  readonly MTU: number
  readonly other_config: { readonly [key: string]: string }
  readonly currently_attached: boolean
  readonly status_code: number
  readonly status_detail: string
  readonly runtime_properties: { readonly [key: string]: string }
  readonly qos_algorithm_type: string
  readonly qos_algorithm_params: { readonly [key: string]: string }
  readonly qos_supported_algorithms: readonly (string)[]
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly metrics: Ref<'VIF_metrics'>
  readonly MAC_autogenerated: boolean
  readonly locking_mode: Enums['vif_locking_mode']
  readonly ipv4_allowed: readonly (string)[]
  readonly ipv6_allowed: readonly (string)[]
  readonly ipv4_configuration_mode: Enums['vif_ipv4_configuration_mode']
  readonly ipv4_addresses: readonly (string)[]
  readonly ipv4_gateway: string
  readonly ipv6_configuration_mode: Enums['vif_ipv6_configuration_mode']
  readonly ipv6_addresses: readonly (string)[]
  readonly ipv6_gateway: string
  readonly trunks: readonly (number)[]
}

/** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
export interface VIFMetricsRecord {
  readonly uuid: string
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly io_read_kbs: number
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly io_write_kbs: number
  readonly last_updated: Datetime
  readonly other_config: { readonly [key: string]: string }
}

export interface PIFRecord {
  readonly uuid: string
  readonly device: string
  readonly network: Ref<'network'>
  readonly host: Ref<'host'>
  readonly MAC: string
  readonly MTU: number
  readonly VLAN: number
  readonly metrics: Ref<'PIF_metrics'>
  readonly physical: boolean
  readonly currently_attached: boolean
  readonly ip_configuration_mode: Enums['ip_configuration_mode']
  readonly IP: string
  readonly netmask: string
  readonly gateway: string
  readonly DNS: string
  readonly bond_slave_of: Ref<'Bond'>
  readonly bond_master_of: readonly (Ref<'Bond'>)[]
  readonly VLAN_master_of: Ref<'VLAN'>
  readonly VLAN_slave_of: readonly (Ref<'VLAN'>)[]
  readonly management: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly disallow_unplug: boolean
  readonly tunnel_access_PIF_of: readonly (Ref<'tunnel'>)[]
  readonly tunnel_transport_PIF_of: readonly (Ref<'tunnel'>)[]
  readonly ipv6_configuration_mode: Enums['ipv6_configuration_mode']
  readonly IPv6: readonly (string)[]
  readonly ipv6_gateway: string
  readonly primary_address_type: Enums['primary_address_type']
  readonly managed: boolean
  readonly properties: { readonly [key: string]: string }
  readonly capabilities: readonly (string)[]
  readonly igmp_snooping_status: Enums['pif_igmp_status']
  readonly sriov_physical_PIF_of: readonly (Ref<'network_sriov'>)[]
  readonly sriov_logical_PIF_of: readonly (Ref<'network_sriov'>)[]
  readonly PCI: Ref<'PCI'>
}

export interface PIFMetricsRecord {
  readonly uuid: string
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly io_read_kbs: number
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly io_write_kbs: number
  readonly carrier: boolean
  readonly vendor_id: string
  readonly vendor_name: string
  readonly device_id: string
  readonly device_name: string
  readonly speed: number
  readonly duplex: boolean
  readonly pci_bus_path: string
  readonly last_updated: Datetime
  readonly other_config: { readonly [key: string]: string }
}

export interface BondRecord {
  readonly uuid: string
  readonly master: Ref<'PIF'>
  readonly slaves: readonly (Ref<'PIF'>)[]
  readonly other_config: { readonly [key: string]: string }
  readonly primary_slave: Ref<'PIF'>
  readonly mode: Enums['bond_mode']
  readonly properties: { readonly [key: string]: string }
  readonly links_up: number
  readonly auto_update_mac: boolean
}

export interface VLANRecord {
  readonly uuid: string
  readonly tagged_PIF: Ref<'PIF'>
  readonly untagged_PIF: Ref<'PIF'>
  readonly tag: number
  readonly other_config: { readonly [key: string]: string }
}

export interface SMRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly type: string
  readonly vendor: string
  readonly copyright: string
  readonly version: string
  readonly required_api_version: string
  readonly configuration: { readonly [key: string]: string }
  /** @deprecated since XenServer 6.2 (clearwater) */
  readonly capabilities: readonly (string)[]
  readonly features: { readonly [key: string]: number }
  readonly other_config: { readonly [key: string]: string }
  readonly driver_filename: string
  readonly required_cluster_stack: readonly (string)[]
  readonly supported_image_formats: readonly (Enums['image_format_type'])[]
}

export interface SRRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly allowed_operations: readonly (Enums['storage_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['storage_operations'] }
  readonly VDIs: readonly (Ref<'VDI'>)[]
  readonly PBDs: readonly (Ref<'PBD'>)[]
  readonly virtual_allocation: number
  readonly physical_utilisation: number
  readonly physical_size: number
  readonly type: string
  readonly content_type: string
  readonly shared: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly tags: readonly (string)[]
  readonly sm_config: { readonly [key: string]: string }
  readonly blobs: { readonly [key: string]: Ref<'blob'> }
  readonly local_cache_enabled: boolean
  readonly introduced_by: Ref<'DR_task'>
  readonly clustered: boolean
  readonly is_tools_sr: boolean
}

export interface SrStatRecord {
  readonly uuid: string | undefined
  readonly name_label: string
  readonly name_description: string
  readonly free_space: number
  readonly total_space: number
  readonly clustered: boolean
  readonly health: Enums['sr_health']
}

export interface ProbeResultRecord {
  readonly configuration: { readonly [key: string]: string }
  readonly complete: boolean
  readonly sr: Records['sr_stat'] | undefined
  readonly extra_info: { readonly [key: string]: string }
}

export interface LVHDRecord {
  readonly uuid: string
}

export interface VDIRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly allowed_operations: readonly (Enums['vdi_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['vdi_operations'] }
  readonly SR: Ref<'SR'>
  readonly VBDs: readonly (Ref<'VBD'>)[]
  readonly crash_dumps: readonly (Ref<'crashdump'>)[]
  readonly virtual_size: number
  readonly physical_utilisation: number
  readonly type: Enums['vdi_type']
  readonly sharable: boolean
  readonly read_only: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly storage_lock: boolean
  readonly location: string
  readonly managed: boolean
  readonly missing: boolean
  /** @deprecated since XenServer 7.1 (ely) */
  readonly parent: Ref<'VDI'>
  readonly xenstore_data: { readonly [key: string]: string }
  readonly sm_config: { readonly [key: string]: string }
  readonly is_a_snapshot: boolean
  readonly snapshot_of: Ref<'VDI'>
  readonly snapshots: readonly (Ref<'VDI'>)[]
  readonly snapshot_time: Datetime
  readonly tags: readonly (string)[]
  readonly allow_caching: boolean
  readonly on_boot: Enums['on_boot']
  readonly metadata_of_pool: Ref<'pool'>
  readonly metadata_latest: boolean
  readonly is_tools_iso: boolean
  readonly cbt_enabled: boolean
}

export interface VBDRecord {
  readonly uuid: string
  readonly allowed_operations: readonly (Enums['vbd_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['vbd_operations'] }
  readonly VM: Ref<'VM'>
  readonly VDI: Ref<'VDI'>
  readonly device: string
  readonly userdevice: string
  readonly bootable: boolean
  readonly mode: Enums['vbd_mode']
  readonly type: Enums['vbd_type']
  readonly unpluggable: boolean
  readonly storage_lock: boolean
  readonly empty: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly currently_attached: boolean
  readonly status_code: number
  readonly status_detail: string
  readonly runtime_properties: { readonly [key: string]: string }
  readonly qos_algorithm_type: string
  readonly qos_algorithm_params: { readonly [key: string]: string }
  readonly qos_supported_algorithms: readonly (string)[]
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly metrics: Ref<'VBD_metrics'>
}

/** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
export interface VBDMetricsRecord {
  readonly uuid: string
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly io_read_kbs: number
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly io_write_kbs: number
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly last_updated: Datetime
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  readonly other_config: { readonly [key: string]: string }
}

export interface PBDRecord {
  readonly uuid: string
  readonly host: Ref<'host'>
  readonly SR: Ref<'SR'>
  readonly device_config: { readonly [key: string]: string }
  readonly currently_attached: boolean
  readonly other_config: { readonly [key: string]: string }
}

/** @deprecated since XenServer 7.3 (inverness) */
export interface CrashdumpRecord {
  readonly uuid: string
  readonly VM: Ref<'VM'>
  readonly VDI: Ref<'VDI'>
  readonly other_config: { readonly [key: string]: string }
}

export interface VTPMRecord {
  readonly uuid: string
  readonly allowed_operations: readonly (Enums['vtpm_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['vtpm_operations'] }
  readonly VM: Ref<'VM'>
  readonly backend: Ref<'VM'>
  readonly persistence_backend: Enums['persistence_backend']
  readonly is_unique: boolean
  readonly is_protected: boolean
}

export interface ConsoleRecord {
  readonly uuid: string
  readonly protocol: Enums['console_protocol']
  readonly location: string
  readonly VM: Ref<'VM'>
  readonly other_config: { readonly [key: string]: string }
}

/** @deprecated since XenServer 5.5 (george) */
export interface UserRecord {
  readonly uuid: string
  readonly short_name: string
  readonly fullname: string
  readonly other_config: { readonly [key: string]: string }
}

export interface DataSourceRecord {
  readonly name_label: string
  readonly name_description: string
  readonly enabled: boolean
  readonly standard: boolean
  readonly units: string
  readonly min: number
  readonly max: number
  readonly value: number
}

export interface BlobRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly size: number
  readonly public: boolean
  readonly last_updated: Datetime
  readonly mime_type: string
}

export interface MessageRecord {
  readonly uuid: string
  readonly name: string
  readonly priority: number
  readonly cls: Enums['cls']
  readonly obj_uuid: string
  readonly timestamp: Datetime
  readonly body: string
}

export interface SecretRecord {
  readonly uuid: string
  readonly value: string
  readonly other_config: { readonly [key: string]: string }
}

export interface TunnelRecord {
  readonly uuid: string
  readonly access_PIF: Ref<'PIF'>
  readonly transport_PIF: Ref<'PIF'>
  readonly status: { readonly [key: string]: string }
  readonly other_config: { readonly [key: string]: string }
  readonly protocol: Enums['tunnel_protocol']
}

export interface NetworkSriovRecord {
  readonly uuid: string
  readonly physical_PIF: Ref<'PIF'>
  readonly logical_PIF: Ref<'PIF'>
  readonly requires_reboot: boolean
  readonly configuration_mode: Enums['sriov_configuration_mode']
}

export interface PCIRecord {
  readonly uuid: string
  readonly class_id: string
  readonly class_name: string
  readonly vendor_id: string
  readonly vendor_name: string
  readonly device_id: string
  readonly device_name: string
  readonly host: Ref<'host'>
  readonly pci_id: string
  readonly dependencies: readonly (Ref<'PCI'>)[]
  readonly other_config: { readonly [key: string]: string }
  readonly subsystem_vendor_id: string
  readonly subsystem_vendor_name: string
  readonly subsystem_device_id: string
  readonly subsystem_device_name: string
  readonly driver_name: string
}

export interface PGPURecord {
  readonly uuid: string
  readonly PCI: Ref<'PCI'>
  readonly GPU_group: Ref<'GPU_group'>
  readonly host: Ref<'host'>
  readonly other_config: { readonly [key: string]: string }
  readonly supported_VGPU_types: readonly (Ref<'VGPU_type'>)[]
  readonly enabled_VGPU_types: readonly (Ref<'VGPU_type'>)[]
  readonly resident_VGPUs: readonly (Ref<'VGPU'>)[]
  readonly supported_VGPU_max_capacities: { readonly [key: string]: number }
  /** @deprecated since xapi 24.14.0 */
  readonly dom0_access: Enums['pci_dom0_access']
  readonly is_system_display_device: boolean
  readonly compatibility_metadata: { readonly [key: string]: string }
}

export interface GPUGroupRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly PGPUs: readonly (Ref<'PGPU'>)[]
  readonly VGPUs: readonly (Ref<'VGPU'>)[]
  readonly GPU_types: readonly (string)[]
  readonly other_config: { readonly [key: string]: string }
  readonly allocation_algorithm: Enums['allocation_algorithm']
  readonly supported_VGPU_types: readonly (Ref<'VGPU_type'>)[]
  readonly enabled_VGPU_types: readonly (Ref<'VGPU_type'>)[]
}

export interface VGPURecord {
  readonly uuid: string
  readonly VM: Ref<'VM'>
  readonly GPU_group: Ref<'GPU_group'>
  readonly device: string
  readonly currently_attached: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly type: Ref<'VGPU_type'>
  readonly resident_on: Ref<'PGPU'>
  readonly scheduled_to_be_resident_on: Ref<'PGPU'>
  readonly compatibility_metadata: { readonly [key: string]: string }
  readonly extra_args: string
  readonly PCI: Ref<'PCI'>
}

export interface VGPUTypeRecord {
  readonly uuid: string
  readonly vendor_name: string
  readonly model_name: string
  readonly framebuffer_size: number
  readonly max_heads: number
  readonly max_resolution_x: number
  readonly max_resolution_y: number
  readonly supported_on_PGPUs: readonly (Ref<'PGPU'>)[]
  readonly enabled_on_PGPUs: readonly (Ref<'PGPU'>)[]
  readonly VGPUs: readonly (Ref<'VGPU'>)[]
  readonly supported_on_GPU_groups: readonly (Ref<'GPU_group'>)[]
  readonly enabled_on_GPU_groups: readonly (Ref<'GPU_group'>)[]
  readonly implementation: Enums['vgpu_type_implementation']
  readonly identifier: string
  readonly experimental: boolean
  readonly compatible_types_in_vm: readonly (Ref<'VGPU_type'>)[]
}

export interface PVSSiteRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly PVS_uuid: string
  readonly cache_storage: readonly (Ref<'PVS_cache_storage'>)[]
  readonly servers: readonly (Ref<'PVS_server'>)[]
  readonly proxies: readonly (Ref<'PVS_proxy'>)[]
}

export interface PVSServerRecord {
  readonly uuid: string
  readonly addresses: readonly (string)[]
  readonly first_port: number
  readonly last_port: number
  readonly site: Ref<'PVS_site'>
}

export interface PVSProxyRecord {
  readonly uuid: string
  readonly site: Ref<'PVS_site'>
  readonly VIF: Ref<'VIF'>
  readonly currently_attached: boolean
  readonly status: Enums['pvs_proxy_status']
}

export interface PVSCacheStorageRecord {
  readonly uuid: string
  readonly host: Ref<'host'>
  readonly SR: Ref<'SR'>
  readonly site: Ref<'PVS_site'>
  readonly size: number
  readonly VDI: Ref<'VDI'>
}

export interface FeatureRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly enabled: boolean
  readonly experimental: boolean
  readonly version: string
  readonly host: Ref<'host'>
}

export interface SDNControllerRecord {
  readonly uuid: string
  readonly protocol: Enums['sdn_controller_protocol']
  readonly address: string
  readonly port: number
}

export interface VdiNbdServerInfoRecord {
  readonly exportname: string
  readonly address: string
  readonly port: number
  readonly cert: string
  readonly subject: string
}

export interface PUSBRecord {
  readonly uuid: string
  readonly USB_group: Ref<'USB_group'>
  readonly host: Ref<'host'>
  readonly path: string
  readonly vendor_id: string
  readonly vendor_desc: string
  readonly product_id: string
  readonly product_desc: string
  readonly serial: string
  readonly version: string
  readonly description: string
  readonly passthrough_enabled: boolean
  readonly other_config: { readonly [key: string]: string }
  readonly speed: number
}

export interface USBGroupRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly PUSBs: readonly (Ref<'PUSB'>)[]
  readonly VUSBs: readonly (Ref<'VUSB'>)[]
  readonly other_config: { readonly [key: string]: string }
}

export interface VUSBRecord {
  readonly uuid: string
  readonly allowed_operations: readonly (Enums['vusb_operations'])[]
  readonly current_operations: { readonly [key: string]: Enums['vusb_operations'] }
  readonly VM: Ref<'VM'>
  readonly USB_group: Ref<'USB_group'>
  readonly other_config: { readonly [key: string]: string }
  readonly currently_attached: boolean
}

export interface ClusterRecord {
  readonly uuid: string
  readonly cluster_hosts: readonly (Ref<'Cluster_host'>)[]
  readonly pending_forget: readonly (string)[]
  readonly cluster_token: string
  readonly cluster_stack: string
  readonly cluster_stack_version: number
  readonly is_quorate: boolean
  readonly quorum: number
  readonly live_hosts: number
  readonly expected_hosts: number
  readonly allowed_operations: readonly (Enums['cluster_operation'])[]
  readonly current_operations: { readonly [key: string]: Enums['cluster_operation'] }
  readonly pool_auto_join: boolean
  readonly token_timeout: number
  readonly token_timeout_coefficient: number
  readonly cluster_config: { readonly [key: string]: string }
  readonly other_config: { readonly [key: string]: string }
}

export interface ClusterHostRecord {
  readonly uuid: string
  readonly cluster: Ref<'Cluster'>
  readonly host: Ref<'host'>
  readonly enabled: boolean
  readonly PIF: Ref<'PIF'>
  readonly joined: boolean
  readonly live: boolean
  readonly last_update_live: Datetime
  readonly allowed_operations: readonly (Enums['cluster_host_operation'])[]
  readonly current_operations: { readonly [key: string]: Enums['cluster_host_operation'] }
  readonly other_config: { readonly [key: string]: string }
}

export interface CertificateRecord {
  readonly uuid: string
  readonly name: string
  readonly type: Enums['certificate_type']
  readonly host: Ref<'host'>
  readonly not_before: Datetime
  readonly not_after: Datetime
  /** @deprecated since xapi 24.19.0 */
  readonly fingerprint: string
  readonly fingerprint_sha256: string
  readonly fingerprint_sha1: string
  readonly purpose: readonly (Enums['certificate_purpose'])[]
}

export interface DiagnosticsRecord {
}

export interface RepositoryRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly binary_url: string
  readonly source_url: string
  readonly update: boolean
  readonly hash: string
  /** @deprecated since xapi 23.18.0, gone since xapi 23.18.0 */
  readonly up_to_date: boolean
  readonly gpgkey_path: string
  readonly origin: Enums['origin']
  readonly certificate: string
}

export interface ObserverRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly hosts: readonly (Ref<'host'>)[]
  readonly attributes: { readonly [key: string]: string }
  readonly endpoints: readonly (string)[]
  readonly components: readonly (string)[]
  readonly enabled: boolean
}

export interface VMGroupRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly placement: Enums['placement_policy']
  readonly VMs: readonly (Ref<'VM'>)[]
}

export interface HostDriverRecord {
  readonly uuid: string
  readonly host: Ref<'host'>
  readonly name: string
  readonly friendly_name: string
  readonly variants: readonly (Ref<'Driver_variant'>)[]
  readonly active_variant: Ref<'Driver_variant'>
  readonly selected_variant: Ref<'Driver_variant'>
  readonly type: string
  readonly description: string
  readonly info: string
}

export interface DriverVariantRecord {
  readonly uuid: string
  readonly name: string
  readonly driver: Ref<'Host_driver'>
  readonly version: string
  readonly hardware_present: boolean
  readonly priority: number
  readonly status: string
}

export interface CallerRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly user_agent: string
  readonly client_ip: string
  readonly last_access: Datetime
  readonly groups: readonly (string)[]
  readonly rate_limit: Ref<'Rate_limit'>
  readonly auto_registered: boolean
}

export interface RateLimitRecord {
  readonly uuid: string
  readonly name_label: string
  readonly name_description: string
  readonly callers: readonly (Ref<'Caller'>)[]
  readonly burst_size: number
  readonly fill_rate: number
}

export interface Records {
  session: SessionRecord
  auth: AuthRecord
  subject: SubjectRecord
  role: RoleRecord
  task: TaskRecord
  event: EventRecord
  pool: PoolRecord
  pool_patch: PoolPatchRecord
  pool_update: PoolUpdateRecord
  VM: VMRecord
  VM_metrics: VMMetricsRecord
  VM_guest_metrics: VMGuestMetricsRecord
  VMPP: VMPPRecord
  VMSS: VMSSRecord
  VM_appliance: VMApplianceRecord
  DR_task: DRTaskRecord
  host: HostRecord
  host_crashdump: HostCrashdumpRecord
  host_patch: HostPatchRecord
  host_metrics: HostMetricsRecord
  host_cpu: HostCpuRecord
  network: NetworkRecord
  VIF: VIFRecord
  VIF_metrics: VIFMetricsRecord
  PIF: PIFRecord
  PIF_metrics: PIFMetricsRecord
  Bond: BondRecord
  VLAN: VLANRecord
  SM: SMRecord
  SR: SRRecord
  sr_stat: SrStatRecord
  probe_result: ProbeResultRecord
  LVHD: LVHDRecord
  VDI: VDIRecord
  VBD: VBDRecord
  VBD_metrics: VBDMetricsRecord
  PBD: PBDRecord
  crashdump: CrashdumpRecord
  VTPM: VTPMRecord
  console: ConsoleRecord
  user: UserRecord
  data_source: DataSourceRecord
  blob: BlobRecord
  message: MessageRecord
  secret: SecretRecord
  tunnel: TunnelRecord
  network_sriov: NetworkSriovRecord
  PCI: PCIRecord
  PGPU: PGPURecord
  GPU_group: GPUGroupRecord
  VGPU: VGPURecord
  VGPU_type: VGPUTypeRecord
  PVS_site: PVSSiteRecord
  PVS_server: PVSServerRecord
  PVS_proxy: PVSProxyRecord
  PVS_cache_storage: PVSCacheStorageRecord
  Feature: FeatureRecord
  SDN_controller: SDNControllerRecord
  vdi_nbd_server_info: VdiNbdServerInfoRecord
  PUSB: PUSBRecord
  USB_group: USBGroupRecord
  VUSB: VUSBRecord
  Cluster: ClusterRecord
  Cluster_host: ClusterHostRecord
  Certificate: CertificateRecord
  Diagnostics: DiagnosticsRecord
  Repository: RepositoryRecord
  Observer: ObserverRecord
  VM_group: VMGroupRecord
  Host_driver: HostDriverRecord
  Driver_variant: DriverVariantRecord
  Caller: CallerRecord
  Rate_limit: RateLimitRecord
}
export type ClassName = keyof Records
