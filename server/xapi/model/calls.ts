// Made by server/xapi/generate.mjs. Do not edit.
import type { Datetime, Enums, Records, Ref } from './records'

/** Every message of the XenAPI, without the session: the client adds it. */
export interface Calls {
  session: {
    login_with_password(uname: string, pwd: string, version?: string, originator?: string): Promise<Ref<'session'>>
    logout(): Promise<void>
    change_password(old_pwd: string, new_pwd: string): Promise<void>
    slave_login(host: Ref<'host'>, psecret: string): Promise<Ref<'session'>>
    slave_local_login(psecret: string): Promise<Ref<'session'>>
    slave_local_login_with_password(uname: string, pwd: string): Promise<Ref<'session'>>
    create_from_db_file(filename: string): Promise<Ref<'session'>>
    local_logout(): Promise<void>
    get_all_subject_identifiers(): Promise<readonly (string)[]>
    logout_subject_identifier(subject_identifier: string): Promise<void>
    get_uuid(self: Ref<'session'>): Promise<string>
    get_this_host(self: Ref<'session'>): Promise<Ref<'host'>>
    get_this_user(self: Ref<'session'>): Promise<Ref<'user'>>
    get_last_active(self: Ref<'session'>): Promise<Datetime>
    get_pool(self: Ref<'session'>): Promise<boolean>
    get_other_config(self: Ref<'session'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'session'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'session'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'session'>, key: string): Promise<void>
    get_is_local_superuser(self: Ref<'session'>): Promise<boolean>
    get_subject(self: Ref<'session'>): Promise<Ref<'subject'>>
    get_validation_time(self: Ref<'session'>): Promise<Datetime>
    get_auth_user_sid(self: Ref<'session'>): Promise<string>
    get_auth_user_name(self: Ref<'session'>): Promise<string>
    get_rbac_permissions(self: Ref<'session'>): Promise<readonly (string)[]>
    get_tasks(self: Ref<'session'>): Promise<readonly (Ref<'task'>)[]>
    get_parent(self: Ref<'session'>): Promise<Ref<'session'>>
    get_originator(self: Ref<'session'>): Promise<string>
    get_client_certificate(self: Ref<'session'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'session'>>
    get_record(self: Ref<'session'>): Promise<Records['session']>
  }
  auth: {
    get_subject_identifier(subject_name: string): Promise<string>
    get_subject_information_from_identifier(subject_identifier: string): Promise<{ readonly [key: string]: string }>
    get_group_membership(subject_identifier: string): Promise<readonly (string)[]>
  }
  subject: {
    add_to_roles(self: Ref<'subject'>, role: Ref<'role'>): Promise<void>
    remove_from_roles(self: Ref<'subject'>, role: Ref<'role'>): Promise<void>
    get_permissions_name_label(self: Ref<'subject'>): Promise<readonly (string)[]>
    get_all(): Promise<readonly (Ref<'subject'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'subject'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['subject'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['subject'] }>
    get_uuid(self: Ref<'subject'>): Promise<string>
    get_subject_identifier(self: Ref<'subject'>): Promise<string>
    get_other_config(self: Ref<'subject'>): Promise<{ readonly [key: string]: string }>
    get_roles(self: Ref<'subject'>): Promise<readonly (Ref<'role'>)[]>
    create(args: Records['subject']): Promise<Ref<'subject'>>
    destroy(self: Ref<'subject'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'subject'>>
    get_record(self: Ref<'subject'>): Promise<Records['subject']>
  }
  role: {
    get_permissions(self: Ref<'role'>): Promise<readonly (Ref<'role'>)[]>
    get_permissions_name_label(self: Ref<'role'>): Promise<readonly (string)[]>
    get_by_permission(permission: Ref<'role'>): Promise<readonly (Ref<'role'>)[]>
    get_by_permission_name_label(label: string): Promise<readonly (Ref<'role'>)[]>
    get_all(): Promise<readonly (Ref<'role'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'role'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['role'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['role'] }>
    get_uuid(self: Ref<'role'>): Promise<string>
    get_name_label(self: Ref<'role'>): Promise<string>
    get_name_description(self: Ref<'role'>): Promise<string>
    get_subroles(self: Ref<'role'>): Promise<readonly (Ref<'role'>)[]>
    get_is_internal(self: Ref<'role'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'role'>>
    get_record(self: Ref<'role'>): Promise<Records['role']>
    get_by_name_label(label: string): Promise<readonly (Ref<'role'>)[]>
  }
  task: {
    create(label: string, description: string): Promise<Ref<'task'>>
    destroy(self: Ref<'task'>): Promise<void>
    cancel(task: Ref<'task'>): Promise<void>
    set_status(self: Ref<'task'>, value: Enums['task_status_type']): Promise<void>
    set_progress(self: Ref<'task'>, value: number): Promise<void>
    set_result(self: Ref<'task'>, value: string): Promise<void>
    set_error_info(self: Ref<'task'>, value: readonly (string)[]): Promise<void>
    add_to_other_config(self: Ref<'task'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'task'>, key: string): Promise<void>
    set_other_config(self: Ref<'task'>, value: { readonly [key: string]: string }): Promise<void>
    get_all(): Promise<readonly (Ref<'task'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'task'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['task'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['task'] }>
    get_uuid(self: Ref<'task'>): Promise<string>
    get_name_label(self: Ref<'task'>): Promise<string>
    get_name_description(self: Ref<'task'>): Promise<string>
    get_allowed_operations(self: Ref<'task'>): Promise<readonly (Enums['task_allowed_operations'])[]>
    get_current_operations(self: Ref<'task'>): Promise<{ readonly [key: string]: Enums['task_allowed_operations'] }>
    get_created(self: Ref<'task'>): Promise<Datetime>
    get_finished(self: Ref<'task'>): Promise<Datetime>
    get_status(self: Ref<'task'>): Promise<Enums['task_status_type']>
    get_resident_on(self: Ref<'task'>): Promise<Ref<'host'>>
    get_progress(self: Ref<'task'>): Promise<number>
    get_type(self: Ref<'task'>): Promise<string>
    get_result(self: Ref<'task'>): Promise<string>
    get_error_info(self: Ref<'task'>): Promise<readonly (string)[]>
    get_other_config(self: Ref<'task'>): Promise<{ readonly [key: string]: string }>
    get_subtask_of(self: Ref<'task'>): Promise<Ref<'task'>>
    get_subtasks(self: Ref<'task'>): Promise<readonly (Ref<'task'>)[]>
    get_backtrace(self: Ref<'task'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'task'>>
    get_record(self: Ref<'task'>): Promise<Records['task']>
    get_by_name_label(label: string): Promise<readonly (Ref<'task'>)[]>
  }
  event: {
    /** @deprecated since XenServer 6.0 (boston) */
    register(classes: readonly (string)[]): Promise<void>
    /** @deprecated since XenServer 6.0 (boston) */
    unregister(classes: readonly (string)[]): Promise<void>
    /** @deprecated since XenServer 6.0 (boston) */
    next(): Promise<readonly (Records['event'])[]>
    from(classes: readonly (string)[], token: string, timeout: number): Promise<readonly (Records['event'])[]>
    get_current_id(): Promise<number>
    inject(class_: string, ref: string): Promise<string>
  }
  pool: {
    join(master_address: string, master_username: string, master_password: string): Promise<void>
    join_force(master_address: string, master_username: string, master_password: string): Promise<void>
    eject(host: Ref<'host'>): Promise<void>
    initial_auth(): Promise<string>
    exchange_certificates_on_join(uuid: string, certificate: string): Promise<{ readonly [key: string]: string }>
    exchange_ca_certificates_on_join(import_: { readonly [key: string]: string }, export_: readonly (Ref<'Certificate'>)[]): Promise<{ readonly [key: string]: string }>
    emergency_transition_to_master(): Promise<void>
    emergency_reset_master(master_address: string): Promise<void>
    recover_slaves(): Promise<readonly (Ref<'host'>)[]>
    hello(host_uuid: string, host_address: string): Promise<Enums['hello_return']>
    is_slave(host: Ref<'host'>): Promise<boolean>
    create_VLAN(device: string, network: Ref<'network'>, VLAN: number): Promise<readonly (Ref<'PIF'>)[]>
    management_reconfigure(network: Ref<'network'>): Promise<void>
    create_VLAN_from_PIF(pif: Ref<'PIF'>, network: Ref<'network'>, VLAN: number): Promise<readonly (Ref<'PIF'>)[]>
    enable_ha(heartbeat_srs: readonly (Ref<'SR'>)[], configuration: { readonly [key: string]: string }): Promise<void>
    disable_ha(): Promise<void>
    sync_database(): Promise<void>
    designate_new_master(host: Ref<'host'>): Promise<void>
    ha_prevent_restarts_for(seconds: number): Promise<void>
    ha_failover_plan_exists(n: number): Promise<boolean>
    ha_compute_max_host_failures_to_tolerate(): Promise<number>
    ha_compute_hypothetical_max_host_failures_to_tolerate(configuration: { readonly [key: string]: string }): Promise<number>
    ha_compute_vm_failover_plan(failed_hosts: readonly (Ref<'host'>)[], failed_vms: readonly (Ref<'VM'>)[]): Promise<{ readonly [key: string]: { readonly [key: string]: string } }>
    set_ha_host_failures_to_tolerate(self: Ref<'pool'>, value: number): Promise<void>
    create_new_blob(pool: Ref<'pool'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'blob'>>
    ha_schedule_plan_recomputation(): Promise<void>
    enable_binary_storage(): Promise<void>
    disable_binary_storage(): Promise<void>
    enable_external_auth(pool: Ref<'pool'>, config: { readonly [key: string]: string }, service_name: string, auth_type: string): Promise<void>
    disable_external_auth(pool: Ref<'pool'>, config?: { readonly [key: string]: string }): Promise<void>
    external_auth_set_ldaps(pool: Ref<'pool'>, ldaps: boolean, force?: boolean): Promise<void>
    detect_nonhomogeneous_external_auth(pool: Ref<'pool'>): Promise<void>
    initialize_wlb(wlb_url: string, wlb_username: string, wlb_password: string, xenserver_username: string, xenserver_password: string): Promise<void>
    deconfigure_wlb(): Promise<void>
    send_wlb_configuration(config: { readonly [key: string]: string }): Promise<void>
    retrieve_wlb_configuration(): Promise<{ readonly [key: string]: string }>
    retrieve_wlb_recommendations(): Promise<{ readonly [key: string]: readonly (string)[] }>
    send_test_post(host: string, port: number, body: string): Promise<string>
    /** @deprecated since xapi 1.290.0 */
    certificate_install(name: string, cert: string): Promise<void>
    /** @deprecated since xapi 1.290.0 */
    certificate_uninstall(name: string): Promise<void>
    /** @deprecated since xapi 1.290.0 */
    certificate_list(): Promise<readonly (string)[]>
    /** @deprecated since xapi 26.13.0 */
    install_ca_certificate(name: string, cert: string): Promise<void>
    /** @deprecated since xapi 26.13.0 */
    uninstall_ca_certificate(name: string, force?: boolean): Promise<void>
    crl_install(name: string, cert: string): Promise<void>
    crl_uninstall(name: string): Promise<void>
    crl_list(): Promise<readonly (string)[]>
    certificate_sync(): Promise<void>
    enable_tls_verification(): Promise<void>
    enable_redo_log(sr: Ref<'SR'>): Promise<void>
    disable_redo_log(): Promise<void>
    audit_log_append(line: string): Promise<void>
    /** @deprecated since XenServer 7.2 (falcon) */
    set_vswitch_controller(address: string): Promise<void>
    test_archive_target(self: Ref<'pool'>, config: { readonly [key: string]: string }): Promise<string>
    enable_local_storage_caching(self: Ref<'pool'>): Promise<void>
    disable_local_storage_caching(self: Ref<'pool'>): Promise<void>
    get_license_state(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    apply_edition(self: Ref<'pool'>, edition: string): Promise<void>
    /** @deprecated since XenServer 7.0 (dundee), gone since Citrix Hypervisor 8.2 (stockholm) */
    enable_ssl_legacy(self: Ref<'pool'>): Promise<void>
    /** @deprecated since Citrix Hypervisor 8.2 (stockholm) */
    disable_ssl_legacy(self: Ref<'pool'>): Promise<void>
    set_igmp_snooping_enabled(self: Ref<'pool'>, value: boolean): Promise<void>
    has_extension(self: Ref<'pool'>, name: string): Promise<boolean>
    add_to_guest_agent_config(self: Ref<'pool'>, key: string, value: string): Promise<void>
    remove_from_guest_agent_config(self: Ref<'pool'>, key: string): Promise<void>
    rotate_secret(): Promise<void>
    set_repositories(self: Ref<'pool'>, value: readonly (Ref<'Repository'>)[]): Promise<void>
    add_repository(self: Ref<'pool'>, value: Ref<'Repository'>): Promise<void>
    remove_repository(self: Ref<'pool'>, value: Ref<'Repository'>): Promise<void>
    sync_updates(self: Ref<'pool'>, force: boolean, token?: string, token_id?: string, username?: string, password?: string): Promise<string>
    check_update_readiness(self: Ref<'pool'>, requires_reboot: boolean): Promise<readonly (readonly (string)[])[]>
    enable_client_certificate_auth(self: Ref<'pool'>, name: string): Promise<void>
    disable_client_certificate_auth(self: Ref<'pool'>): Promise<void>
    configure_repository_proxy(self: Ref<'pool'>, url: string, username: string, password: string): Promise<void>
    disable_repository_proxy(self: Ref<'pool'>): Promise<void>
    /** @deprecated since xapi 24.0.0 */
    set_uefi_certificates(self: Ref<'pool'>, value: string): Promise<void>
    set_custom_uefi_certificates(self: Ref<'pool'>, value: string): Promise<void>
    set_https_only(self: Ref<'pool'>, value: boolean): Promise<void>
    set_telemetry_next_collection(self: Ref<'pool'>, value: Datetime): Promise<void>
    reset_telemetry_uuid(self: Ref<'pool'>): Promise<void>
    configure_update_sync(self: Ref<'pool'>, update_sync_frequency: Enums['update_sync_frequency'], update_sync_day: number): Promise<void>
    set_update_sync_enabled(self: Ref<'pool'>, value: boolean): Promise<void>
    set_local_auth_max_threads(self: Ref<'pool'>, value: number): Promise<void>
    set_ext_auth_max_threads(self: Ref<'pool'>, value: number): Promise<void>
    set_ext_auth_cache_enabled(self: Ref<'pool'>, value: boolean): Promise<void>
    set_ext_auth_cache_size(self: Ref<'pool'>, value: number): Promise<void>
    set_ext_auth_cache_expiry(self: Ref<'pool'>, value: number): Promise<void>
    get_guest_secureboot_readiness(self: Ref<'pool'>): Promise<Enums['pool_guest_secureboot_readiness']>
    enable_ssh(self: Ref<'pool'>): Promise<void>
    disable_ssh(self: Ref<'pool'>): Promise<void>
    set_ssh_enabled_timeout(self: Ref<'pool'>, value: number): Promise<void>
    set_console_idle_timeout(self: Ref<'pool'>, value: number): Promise<void>
    set_ssh_auto_mode(self: Ref<'pool'>, value: boolean): Promise<void>
    install_trusted_certificate(self: Ref<'pool'>, ca: boolean, cert: string, purpose: readonly (Enums['certificate_purpose'])[]): Promise<void>
    uninstall_trusted_certificate(self: Ref<'pool'>, certificate: Ref<'Certificate'>): Promise<void>
    sync_trusted_certificates_from(self: Ref<'pool'>, remote_pool: string, remote_session: Ref<'session'>, remote_certificate: string, ca: boolean): Promise<readonly (Ref<'Certificate'>)[]>
    exchange_trusted_certificates_on_join(self: Ref<'pool'>, ca: boolean, import_: { readonly [key: string]: readonly (string)[] }, export_: readonly (Ref<'Certificate'>)[]): Promise<{ readonly [key: string]: readonly (string)[] }>
    exchange_crls_on_join(self: Ref<'pool'>, import_: { readonly [key: string]: string }, export_: readonly (string)[]): Promise<{ readonly [key: string]: string }>
    get_all(): Promise<readonly (Ref<'pool'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'pool'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['pool'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['pool'] }>
    get_uuid(self: Ref<'pool'>): Promise<string>
    get_name_label(self: Ref<'pool'>): Promise<string>
    set_name_label(self: Ref<'pool'>, value: string): Promise<void>
    get_name_description(self: Ref<'pool'>): Promise<string>
    set_name_description(self: Ref<'pool'>, value: string): Promise<void>
    get_master(self: Ref<'pool'>): Promise<Ref<'host'>>
    get_default_SR(self: Ref<'pool'>): Promise<Ref<'SR'>>
    set_default_SR(self: Ref<'pool'>, value: Ref<'SR'>): Promise<void>
    get_suspend_image_SR(self: Ref<'pool'>): Promise<Ref<'SR'>>
    set_suspend_image_SR(self: Ref<'pool'>, value: Ref<'SR'>): Promise<void>
    get_crash_dump_SR(self: Ref<'pool'>): Promise<Ref<'SR'>>
    set_crash_dump_SR(self: Ref<'pool'>, value: Ref<'SR'>): Promise<void>
    get_other_config(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'pool'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'pool'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'pool'>, key: string): Promise<void>
    get_ha_enabled(self: Ref<'pool'>): Promise<boolean>
    get_ha_configuration(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    get_ha_statefiles(self: Ref<'pool'>): Promise<readonly (string)[]>
    get_ha_host_failures_to_tolerate(self: Ref<'pool'>): Promise<number>
    get_ha_plan_exists_for(self: Ref<'pool'>): Promise<number>
    get_ha_allow_overcommit(self: Ref<'pool'>): Promise<boolean>
    set_ha_allow_overcommit(self: Ref<'pool'>, value: boolean): Promise<void>
    get_ha_overcommitted(self: Ref<'pool'>): Promise<boolean>
    get_blobs(self: Ref<'pool'>): Promise<{ readonly [key: string]: Ref<'blob'> }>
    get_tags(self: Ref<'pool'>): Promise<readonly (string)[]>
    set_tags(self: Ref<'pool'>, value: readonly (string)[]): Promise<void>
    add_tags(self: Ref<'pool'>, value: string): Promise<void>
    remove_tags(self: Ref<'pool'>, value: string): Promise<void>
    get_gui_config(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    set_gui_config(self: Ref<'pool'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_gui_config(self: Ref<'pool'>, key: string, value: string): Promise<void>
    remove_from_gui_config(self: Ref<'pool'>, key: string): Promise<void>
    get_health_check_config(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    set_health_check_config(self: Ref<'pool'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_health_check_config(self: Ref<'pool'>, key: string, value: string): Promise<void>
    remove_from_health_check_config(self: Ref<'pool'>, key: string): Promise<void>
    get_wlb_url(self: Ref<'pool'>): Promise<string>
    get_wlb_username(self: Ref<'pool'>): Promise<string>
    get_wlb_enabled(self: Ref<'pool'>): Promise<boolean>
    set_wlb_enabled(self: Ref<'pool'>, value: boolean): Promise<void>
    /** @deprecated since xapi 1.290.0 */
    get_wlb_verify_cert(self: Ref<'pool'>): Promise<boolean>
    /** @deprecated since xapi 1.290.0 */
    set_wlb_verify_cert(self: Ref<'pool'>, value: boolean): Promise<void>
    get_redo_log_enabled(self: Ref<'pool'>): Promise<boolean>
    get_redo_log_vdi(self: Ref<'pool'>): Promise<Ref<'VDI'>>
    /** @deprecated since XenServer 7.2 (falcon) */
    get_vswitch_controller(self: Ref<'pool'>): Promise<string>
    get_restrictions(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    get_metadata_VDIs(self: Ref<'pool'>): Promise<readonly (Ref<'VDI'>)[]>
    get_ha_cluster_stack(self: Ref<'pool'>): Promise<string>
    get_allowed_operations(self: Ref<'pool'>): Promise<readonly (Enums['pool_allowed_operations'])[]>
    get_current_operations(self: Ref<'pool'>): Promise<{ readonly [key: string]: Enums['pool_allowed_operations'] }>
    get_guest_agent_config(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    get_cpu_info(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since xapi 24.14.0 */
    get_policy_no_vendor_device(self: Ref<'pool'>): Promise<boolean>
    /** @deprecated since xapi 24.14.0 */
    set_policy_no_vendor_device(self: Ref<'pool'>, value: boolean): Promise<void>
    get_live_patching_disabled(self: Ref<'pool'>): Promise<boolean>
    set_live_patching_disabled(self: Ref<'pool'>, value: boolean): Promise<void>
    get_igmp_snooping_enabled(self: Ref<'pool'>): Promise<boolean>
    get_uefi_certificates(self: Ref<'pool'>): Promise<string>
    get_custom_uefi_certificates(self: Ref<'pool'>): Promise<string>
    get_is_psr_pending(self: Ref<'pool'>): Promise<boolean>
    set_is_psr_pending(self: Ref<'pool'>, value: boolean): Promise<void>
    get_tls_verification_enabled(self: Ref<'pool'>): Promise<boolean>
    get_repositories(self: Ref<'pool'>): Promise<readonly (Ref<'Repository'>)[]>
    get_client_certificate_auth_enabled(self: Ref<'pool'>): Promise<boolean>
    get_client_certificate_auth_name(self: Ref<'pool'>): Promise<string>
    get_repository_proxy_url(self: Ref<'pool'>): Promise<string>
    get_repository_proxy_username(self: Ref<'pool'>): Promise<string>
    get_repository_proxy_password(self: Ref<'pool'>): Promise<Ref<'secret'>>
    get_migration_compression(self: Ref<'pool'>): Promise<boolean>
    set_migration_compression(self: Ref<'pool'>, value: boolean): Promise<void>
    get_coordinator_bias(self: Ref<'pool'>): Promise<boolean>
    set_coordinator_bias(self: Ref<'pool'>, value: boolean): Promise<void>
    get_local_auth_max_threads(self: Ref<'pool'>): Promise<number>
    get_ext_auth_max_threads(self: Ref<'pool'>): Promise<number>
    get_ext_auth_cache_enabled(self: Ref<'pool'>): Promise<boolean>
    get_ext_auth_cache_size(self: Ref<'pool'>): Promise<number>
    get_ext_auth_cache_expiry(self: Ref<'pool'>): Promise<number>
    get_telemetry_uuid(self: Ref<'pool'>): Promise<Ref<'secret'>>
    get_telemetry_frequency(self: Ref<'pool'>): Promise<Enums['telemetry_frequency']>
    get_telemetry_next_collection(self: Ref<'pool'>): Promise<Datetime>
    get_last_update_sync(self: Ref<'pool'>): Promise<Datetime>
    get_update_sync_frequency(self: Ref<'pool'>): Promise<Enums['update_sync_frequency']>
    get_update_sync_day(self: Ref<'pool'>): Promise<number>
    get_update_sync_enabled(self: Ref<'pool'>): Promise<boolean>
    get_recommendations(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    get_license_server(self: Ref<'pool'>): Promise<{ readonly [key: string]: string }>
    set_license_server(self: Ref<'pool'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_license_server(self: Ref<'pool'>, key: string, value: string): Promise<void>
    remove_from_license_server(self: Ref<'pool'>, key: string): Promise<void>
    get_ha_reboot_vm_on_internal_shutdown(self: Ref<'pool'>): Promise<boolean>
    set_ha_reboot_vm_on_internal_shutdown(self: Ref<'pool'>, value: boolean): Promise<void>
    get_limit_console_sessions(self: Ref<'pool'>): Promise<boolean>
    set_limit_console_sessions(self: Ref<'pool'>, value: boolean): Promise<void>
    get_vm_console_idle_timeout(self: Ref<'pool'>): Promise<number>
    set_vm_console_idle_timeout(self: Ref<'pool'>, value: number): Promise<void>
    get_auto_update_vm_secureboot_certificates(self: Ref<'pool'>): Promise<boolean>
    set_auto_update_vm_secureboot_certificates(self: Ref<'pool'>, value: boolean): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'pool'>>
    get_record(self: Ref<'pool'>): Promise<Records['pool']>
  }
  /** @deprecated since XenServer 7.1 (ely) */
  pool_patch: {
    /** @deprecated since XenServer 7.1 (ely) */
    apply(self: Ref<'pool_patch'>, host: Ref<'host'>): Promise<string>
    /** @deprecated since XenServer 7.1 (ely) */
    pool_apply(self: Ref<'pool_patch'>): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    precheck(self: Ref<'pool_patch'>, host: Ref<'host'>): Promise<string>
    /** @deprecated since XenServer 7.1 (ely) */
    clean(self: Ref<'pool_patch'>): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    pool_clean(self: Ref<'pool_patch'>): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    destroy(self: Ref<'pool_patch'>): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    clean_on_host(self: Ref<'pool_patch'>, host: Ref<'host'>): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all(): Promise<readonly (Ref<'pool_patch'>)[]>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all_where(expr: string): Promise<readonly (Ref<'pool_patch'>)[]>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['pool_patch'] }>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all_records(): Promise<{ readonly [key: string]: Records['pool_patch'] }>
    get_uuid(self: Ref<'pool_patch'>): Promise<string>
    get_name_label(self: Ref<'pool_patch'>): Promise<string>
    get_name_description(self: Ref<'pool_patch'>): Promise<string>
    get_version(self: Ref<'pool_patch'>): Promise<string>
    get_size(self: Ref<'pool_patch'>): Promise<number>
    get_pool_applied(self: Ref<'pool_patch'>): Promise<boolean>
    get_host_patches(self: Ref<'pool_patch'>): Promise<readonly (Ref<'host_patch'>)[]>
    get_after_apply_guidance(self: Ref<'pool_patch'>): Promise<readonly (Enums['after_apply_guidance'])[]>
    get_pool_update(self: Ref<'pool_patch'>): Promise<Ref<'pool_update'>>
    get_other_config(self: Ref<'pool_patch'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'pool_patch'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'pool_patch'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'pool_patch'>, key: string): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    get_by_uuid(uuid: string): Promise<Ref<'pool_patch'>>
    /** @deprecated since XenServer 7.1 (ely) */
    get_record(self: Ref<'pool_patch'>): Promise<Records['pool_patch']>
    /** @deprecated since XenServer 7.1 (ely) */
    get_by_name_label(label: string): Promise<readonly (Ref<'pool_patch'>)[]>
  }
  pool_update: {
    introduce(vdi: Ref<'VDI'>): Promise<Ref<'pool_update'>>
    precheck(self: Ref<'pool_update'>, host: Ref<'host'>): Promise<Enums['livepatch_status']>
    apply(self: Ref<'pool_update'>, host: Ref<'host'>): Promise<void>
    pool_apply(self: Ref<'pool_update'>): Promise<void>
    pool_clean(self: Ref<'pool_update'>): Promise<void>
    destroy(self: Ref<'pool_update'>): Promise<void>
    attach(self: Ref<'pool_update'>, use_localhost_proxy?: boolean): Promise<string>
    detach(self: Ref<'pool_update'>): Promise<void>
    resync_host(host: Ref<'host'>): Promise<void>
    get_all(): Promise<readonly (Ref<'pool_update'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'pool_update'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['pool_update'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['pool_update'] }>
    get_uuid(self: Ref<'pool_update'>): Promise<string>
    get_name_label(self: Ref<'pool_update'>): Promise<string>
    get_name_description(self: Ref<'pool_update'>): Promise<string>
    get_version(self: Ref<'pool_update'>): Promise<string>
    get_installation_size(self: Ref<'pool_update'>): Promise<number>
    get_key(self: Ref<'pool_update'>): Promise<string>
    get_after_apply_guidance(self: Ref<'pool_update'>): Promise<readonly (Enums['update_after_apply_guidance'])[]>
    get_vdi(self: Ref<'pool_update'>): Promise<Ref<'VDI'>>
    get_hosts(self: Ref<'pool_update'>): Promise<readonly (Ref<'host'>)[]>
    get_other_config(self: Ref<'pool_update'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'pool_update'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'pool_update'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'pool_update'>, key: string): Promise<void>
    get_enforce_homogeneity(self: Ref<'pool_update'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'pool_update'>>
    get_record(self: Ref<'pool_update'>): Promise<Records['pool_update']>
    get_by_name_label(label: string): Promise<readonly (Ref<'pool_update'>)[]>
  }
  VM: {
    snapshot(vm: Ref<'VM'>, new_name: string, ignore_vdis?: readonly (Ref<'VDI'>)[]): Promise<Ref<'VM'>>
    /** @deprecated since Citrix Hypervisor 8.1 (quebec), gone since Citrix Hypervisor 8.1 (quebec) */
    snapshot_with_quiesce(vm: Ref<'VM'>, new_name: string): Promise<Ref<'VM'>>
    clone(vm: Ref<'VM'>, new_name: string): Promise<Ref<'VM'>>
    copy(vm: Ref<'VM'>, new_name: string, sr: Ref<'SR'>): Promise<Ref<'VM'>>
    revert(snapshot: Ref<'VM'>): Promise<void>
    checkpoint(vm: Ref<'VM'>, new_name: string): Promise<Ref<'VM'>>
    provision(vm: Ref<'VM'>): Promise<void>
    start(vm: Ref<'VM'>, start_paused: boolean, force: boolean): Promise<void>
    start_on(vm: Ref<'VM'>, host: Ref<'host'>, start_paused: boolean, force: boolean): Promise<void>
    pause(vm: Ref<'VM'>): Promise<void>
    unpause(vm: Ref<'VM'>): Promise<void>
    clean_shutdown(vm: Ref<'VM'>): Promise<void>
    shutdown(vm: Ref<'VM'>): Promise<void>
    clean_reboot(vm: Ref<'VM'>): Promise<void>
    hard_shutdown(vm: Ref<'VM'>): Promise<void>
    power_state_reset(vm: Ref<'VM'>): Promise<void>
    hard_reboot(vm: Ref<'VM'>): Promise<void>
    suspend(vm: Ref<'VM'>): Promise<void>
    /** @deprecated since XenServer 4.1 (miami) */
    csvm(vm: Ref<'VM'>): Promise<Ref<'VM'>>
    resume(vm: Ref<'VM'>, start_paused: boolean, force: boolean): Promise<void>
    set_is_default_template(vm: Ref<'VM'>, value: boolean): Promise<void>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    hard_reboot_internal(vm: Ref<'VM'>): Promise<void>
    resume_on(vm: Ref<'VM'>, host: Ref<'host'>, start_paused: boolean, force: boolean): Promise<void>
    pool_migrate(vm: Ref<'VM'>, host: Ref<'host'>, options: { readonly [key: string]: string }): Promise<void>
    pool_migrate_complete(vm: Ref<'VM'>, host: Ref<'host'>): Promise<void>
    set_VCPUs_number_live(self: Ref<'VM'>, nvcpu: number): Promise<void>
    add_to_VCPUs_params_live(self: Ref<'VM'>, key: string, value: string): Promise<void>
    set_NVRAM(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_NVRAM(self: Ref<'VM'>, key: string, value: string): Promise<void>
    remove_from_NVRAM(self: Ref<'VM'>, key: string): Promise<void>
    set_ha_restart_priority(self: Ref<'VM'>, value: string): Promise<void>
    /** @deprecated since XenServer 6.0 (boston) */
    set_ha_always_run(self: Ref<'VM'>, value: boolean): Promise<void>
    compute_memory_overhead(vm: Ref<'VM'>): Promise<number>
    set_memory_dynamic_max(self: Ref<'VM'>, value: number): Promise<void>
    set_memory_dynamic_min(self: Ref<'VM'>, value: number): Promise<void>
    set_memory_dynamic_range(self: Ref<'VM'>, min: number, max: number): Promise<void>
    set_memory_static_max(self: Ref<'VM'>, value: number): Promise<void>
    set_memory_static_min(self: Ref<'VM'>, value: number): Promise<void>
    set_memory_static_range(self: Ref<'VM'>, min: number, max: number): Promise<void>
    set_memory_limits(self: Ref<'VM'>, static_min: number, static_max: number, dynamic_min: number, dynamic_max: number): Promise<void>
    set_memory(self: Ref<'VM'>, value: number): Promise<void>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    set_memory_target_live(self: Ref<'VM'>, target: number): Promise<void>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    wait_memory_target_live(self: Ref<'VM'>): Promise<void>
    /** @deprecated since XenServer 6.1 (tampa) */
    get_cooperative(self: Ref<'VM'>): Promise<boolean>
    set_HVM_shadow_multiplier(self: Ref<'VM'>, value: number): Promise<void>
    set_shadow_multiplier_live(self: Ref<'VM'>, multiplier: number): Promise<void>
    set_VCPUs_max(self: Ref<'VM'>, value: number): Promise<void>
    set_VCPUs_at_startup(self: Ref<'VM'>, value: number): Promise<void>
    send_sysrq(vm: Ref<'VM'>, key: string): Promise<void>
    send_trigger(vm: Ref<'VM'>, trigger: string): Promise<void>
    maximise_memory(self: Ref<'VM'>, total: number, approximate: boolean): Promise<number>
    migrate_send(vm: Ref<'VM'>, dest: { readonly [key: string]: string }, live: boolean, vdi_map: { readonly [key: string]: Ref<'SR'> }, vif_map: { readonly [key: string]: Ref<'network'> }, options: { readonly [key: string]: string }, vgpu_map?: { readonly [key: string]: Ref<'GPU_group'> }, vdi_format_map?: { readonly [key: string]: string }): Promise<Ref<'VM'>>
    assert_can_migrate(vm: Ref<'VM'>, dest: { readonly [key: string]: string }, live: boolean, vdi_map: { readonly [key: string]: Ref<'SR'> }, vif_map: { readonly [key: string]: Ref<'network'> }, options: { readonly [key: string]: string }, vgpu_map?: { readonly [key: string]: Ref<'GPU_group'> }): Promise<void>
    assert_can_migrate_sender(vm: Ref<'VM'>, dest: { readonly [key: string]: string }, live: boolean, vdi_map: { readonly [key: string]: Ref<'SR'> }, vif_map: { readonly [key: string]: Ref<'network'> }, vgpu_map: { readonly [key: string]: Ref<'GPU_group'> }, options: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_boot_record(self: Ref<'VM'>): Promise<Records['VM']>
    get_data_sources(self: Ref<'VM'>): Promise<readonly (Records['data_source'])[]>
    record_data_source(self: Ref<'VM'>, data_source: string): Promise<void>
    query_data_source(self: Ref<'VM'>, data_source: string): Promise<number>
    forget_data_source_archives(self: Ref<'VM'>, data_source: string): Promise<void>
    assert_operation_valid(self: Ref<'VM'>, op: Enums['vm_operations']): Promise<void>
    update_allowed_operations(self: Ref<'VM'>): Promise<void>
    get_allowed_VBD_devices(vm: Ref<'VM'>): Promise<readonly (string)[]>
    get_allowed_VIF_devices(vm: Ref<'VM'>): Promise<readonly (string)[]>
    get_possible_hosts(vm: Ref<'VM'>): Promise<readonly (Ref<'host'>)[]>
    assert_can_boot_here(self: Ref<'VM'>, host: Ref<'host'>): Promise<void>
    atomic_set_resident_on(vm: Ref<'VM'>, host: Ref<'host'>): Promise<void>
    create_new_blob(vm: Ref<'VM'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'blob'>>
    s3_suspend(vm: Ref<'VM'>): Promise<void>
    s3_resume(vm: Ref<'VM'>): Promise<void>
    assert_agile(self: Ref<'VM'>): Promise<void>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    update_snapshot_metadata(vm: Ref<'VM'>, snapshot_of: Ref<'VM'>, snapshot_time: Datetime, transportable_snapshot_id: string): Promise<void>
    retrieve_wlb_recommendations(vm: Ref<'VM'>): Promise<{ readonly [key: string]: readonly (string)[] }>
    set_bios_strings(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    copy_bios_strings(vm: Ref<'VM'>, host: Ref<'host'>): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_protection_policy(self: Ref<'VM'>, value: Ref<'VMPP'>): Promise<void>
    set_snapshot_schedule(self: Ref<'VM'>, value: Ref<'VMSS'>): Promise<void>
    set_start_delay(self: Ref<'VM'>, value: number): Promise<void>
    set_shutdown_delay(self: Ref<'VM'>, value: number): Promise<void>
    set_order(self: Ref<'VM'>, value: number): Promise<void>
    set_suspend_VDI(self: Ref<'VM'>, value: Ref<'VDI'>): Promise<void>
    assert_can_be_recovered(self: Ref<'VM'>, session_to: Ref<'session'>): Promise<void>
    get_SRs_required_for_recovery(self: Ref<'VM'>, session_to: Ref<'session'>): Promise<readonly (Ref<'SR'>)[]>
    recover(self: Ref<'VM'>, session_to: Ref<'session'>, force: boolean): Promise<void>
    import_convert(type: string, username: string, password: string, sr: Ref<'SR'>, remote_config: { readonly [key: string]: string }): Promise<void>
    set_appliance(self: Ref<'VM'>, value: Ref<'VM_appliance'>): Promise<void>
    set_groups(self: Ref<'VM'>, value: readonly (Ref<'VM_group'>)[]): Promise<void>
    query_services(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    call_plugin(vm: Ref<'VM'>, plugin: string, fn: string, args: { readonly [key: string]: string }): Promise<string>
    call_host_plugin(vm: Ref<'VM'>, plugin: string, fn: string, args: { readonly [key: string]: string }): Promise<string>
    set_has_vendor_device(self: Ref<'VM'>, value: boolean): Promise<void>
    import(url: string, sr: Ref<'SR'>, full_restore: boolean, force: boolean): Promise<readonly (Ref<'VM'>)[]>
    set_actions_after_crash(self: Ref<'VM'>, value: Enums['on_crash_behaviour']): Promise<void>
    set_domain_type(self: Ref<'VM'>, value: Enums['domain_type']): Promise<void>
    /** @deprecated since XenServer 7.5 (kolkata) */
    set_HVM_boot_policy(self: Ref<'VM'>, value: string): Promise<void>
    set_NVRAM_EFI_variables(self: Ref<'VM'>, value: string, update?: Enums['update_status']): Promise<void>
    restart_device_models(self: Ref<'VM'>): Promise<void>
    set_uefi_mode(self: Ref<'VM'>, mode: Enums['vm_uefi_mode']): Promise<string>
    get_secureboot_readiness(self: Ref<'VM'>): Promise<Enums['vm_secureboot_readiness']>
    update_secureboot_certificates_on_boot(self: Ref<'VM'>, mark: boolean): Promise<void>
    set_blocked_operations(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_blocked_operations(self: Ref<'VM'>, key: Enums['vm_operations'], value: string): Promise<void>
    remove_from_blocked_operations(self: Ref<'VM'>, key: Enums['vm_operations']): Promise<void>
    sysprep(self: Ref<'VM'>, unattend: string, timeout: number): Promise<void>
    add_to_other_config(self: Ref<'VM'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VM'>, key: string): Promise<void>
    set_other_config(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_platform(self: Ref<'VM'>, key: string, value: string): Promise<void>
    remove_from_platform(self: Ref<'VM'>, key: string): Promise<void>
    set_platform(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    get_all(): Promise<readonly (Ref<'VM'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VM'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VM'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VM'] }>
    get_uuid(self: Ref<'VM'>): Promise<string>
    get_allowed_operations(self: Ref<'VM'>): Promise<readonly (Enums['vm_operations'])[]>
    get_current_operations(self: Ref<'VM'>): Promise<{ readonly [key: string]: Enums['vm_operations'] }>
    get_name_label(self: Ref<'VM'>): Promise<string>
    set_name_label(self: Ref<'VM'>, value: string): Promise<void>
    get_name_description(self: Ref<'VM'>): Promise<string>
    set_name_description(self: Ref<'VM'>, value: string): Promise<void>
    get_power_state(self: Ref<'VM'>): Promise<Enums['vm_power_state']>
    get_user_version(self: Ref<'VM'>): Promise<number>
    set_user_version(self: Ref<'VM'>, value: number): Promise<void>
    get_is_a_template(self: Ref<'VM'>): Promise<boolean>
    set_is_a_template(self: Ref<'VM'>, value: boolean): Promise<void>
    get_is_default_template(self: Ref<'VM'>): Promise<boolean>
    get_suspend_VDI(self: Ref<'VM'>): Promise<Ref<'VDI'>>
    get_resident_on(self: Ref<'VM'>): Promise<Ref<'host'>>
    get_scheduled_to_be_resident_on(self: Ref<'VM'>): Promise<Ref<'host'>>
    get_affinity(self: Ref<'VM'>): Promise<Ref<'host'>>
    set_affinity(self: Ref<'VM'>, value: Ref<'host'>): Promise<void>
    get_memory_overhead(self: Ref<'VM'>): Promise<number>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_memory_target(self: Ref<'VM'>): Promise<number>
    get_memory_static_max(self: Ref<'VM'>): Promise<number>
    get_memory_dynamic_max(self: Ref<'VM'>): Promise<number>
    get_memory_dynamic_min(self: Ref<'VM'>): Promise<number>
    get_memory_static_min(self: Ref<'VM'>): Promise<number>
    get_VCPUs_params(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    set_VCPUs_params(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_VCPUs_params(self: Ref<'VM'>, key: string, value: string): Promise<void>
    remove_from_VCPUs_params(self: Ref<'VM'>, key: string): Promise<void>
    get_VCPUs_max(self: Ref<'VM'>): Promise<number>
    get_VCPUs_at_startup(self: Ref<'VM'>): Promise<number>
    get_actions_after_softreboot(self: Ref<'VM'>): Promise<Enums['on_softreboot_behavior']>
    set_actions_after_softreboot(self: Ref<'VM'>, value: Enums['on_softreboot_behavior']): Promise<void>
    get_actions_after_shutdown(self: Ref<'VM'>): Promise<Enums['on_normal_exit']>
    set_actions_after_shutdown(self: Ref<'VM'>, value: Enums['on_normal_exit']): Promise<void>
    get_actions_after_reboot(self: Ref<'VM'>): Promise<Enums['on_normal_exit']>
    set_actions_after_reboot(self: Ref<'VM'>, value: Enums['on_normal_exit']): Promise<void>
    get_actions_after_crash(self: Ref<'VM'>): Promise<Enums['on_crash_behaviour']>
    get_consoles(self: Ref<'VM'>): Promise<readonly (Ref<'console'>)[]>
    get_VIFs(self: Ref<'VM'>): Promise<readonly (Ref<'VIF'>)[]>
    get_VBDs(self: Ref<'VM'>): Promise<readonly (Ref<'VBD'>)[]>
    get_VUSBs(self: Ref<'VM'>): Promise<readonly (Ref<'VUSB'>)[]>
    get_crash_dumps(self: Ref<'VM'>): Promise<readonly (Ref<'crashdump'>)[]>
    get_VTPMs(self: Ref<'VM'>): Promise<readonly (Ref<'VTPM'>)[]>
    get_PV_bootloader(self: Ref<'VM'>): Promise<string>
    set_PV_bootloader(self: Ref<'VM'>, value: string): Promise<void>
    get_PV_kernel(self: Ref<'VM'>): Promise<string>
    set_PV_kernel(self: Ref<'VM'>, value: string): Promise<void>
    get_PV_ramdisk(self: Ref<'VM'>): Promise<string>
    set_PV_ramdisk(self: Ref<'VM'>, value: string): Promise<void>
    get_PV_args(self: Ref<'VM'>): Promise<string>
    set_PV_args(self: Ref<'VM'>, value: string): Promise<void>
    get_PV_bootloader_args(self: Ref<'VM'>): Promise<string>
    set_PV_bootloader_args(self: Ref<'VM'>, value: string): Promise<void>
    get_PV_legacy_args(self: Ref<'VM'>): Promise<string>
    set_PV_legacy_args(self: Ref<'VM'>, value: string): Promise<void>
    /** @deprecated since XenServer 7.5 (kolkata) */
    get_HVM_boot_policy(self: Ref<'VM'>): Promise<string>
    get_HVM_boot_params(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    set_HVM_boot_params(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_HVM_boot_params(self: Ref<'VM'>, key: string, value: string): Promise<void>
    remove_from_HVM_boot_params(self: Ref<'VM'>, key: string): Promise<void>
    get_HVM_shadow_multiplier(self: Ref<'VM'>): Promise<number>
    get_platform(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.0 (boston) */
    get_PCI_bus(self: Ref<'VM'>): Promise<string>
    /** @deprecated since XenServer 6.0 (boston) */
    set_PCI_bus(self: Ref<'VM'>, value: string): Promise<void>
    get_other_config(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    get_domid(self: Ref<'VM'>): Promise<number>
    get_domarch(self: Ref<'VM'>): Promise<string>
    get_last_boot_CPU_flags(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    get_is_control_domain(self: Ref<'VM'>): Promise<boolean>
    get_metrics(self: Ref<'VM'>): Promise<Ref<'VM_metrics'>>
    get_guest_metrics(self: Ref<'VM'>): Promise<Ref<'VM_guest_metrics'>>
    get_last_booted_record(self: Ref<'VM'>): Promise<string>
    get_recommendations(self: Ref<'VM'>): Promise<string>
    set_recommendations(self: Ref<'VM'>, value: string): Promise<void>
    get_xenstore_data(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    set_xenstore_data(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_xenstore_data(self: Ref<'VM'>, key: string, value: string): Promise<void>
    remove_from_xenstore_data(self: Ref<'VM'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.0 (boston) */
    get_ha_always_run(self: Ref<'VM'>): Promise<boolean>
    get_ha_restart_priority(self: Ref<'VM'>): Promise<string>
    get_is_a_snapshot(self: Ref<'VM'>): Promise<boolean>
    get_snapshot_of(self: Ref<'VM'>): Promise<Ref<'VM'>>
    get_snapshots(self: Ref<'VM'>): Promise<readonly (Ref<'VM'>)[]>
    get_snapshot_time(self: Ref<'VM'>): Promise<Datetime>
    get_transportable_snapshot_id(self: Ref<'VM'>): Promise<string>
    get_blobs(self: Ref<'VM'>): Promise<{ readonly [key: string]: Ref<'blob'> }>
    get_tags(self: Ref<'VM'>): Promise<readonly (string)[]>
    set_tags(self: Ref<'VM'>, value: readonly (string)[]): Promise<void>
    add_tags(self: Ref<'VM'>, value: string): Promise<void>
    remove_tags(self: Ref<'VM'>, value: string): Promise<void>
    get_blocked_operations(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    get_snapshot_info(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    get_snapshot_metadata(self: Ref<'VM'>): Promise<string>
    get_parent(self: Ref<'VM'>): Promise<Ref<'VM'>>
    get_children(self: Ref<'VM'>): Promise<readonly (Ref<'VM'>)[]>
    get_bios_strings(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.2 (clearwater) */
    get_protection_policy(self: Ref<'VM'>): Promise<Ref<'VMPP'>>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_is_snapshot_from_vmpp(self: Ref<'VM'>): Promise<boolean>
    get_snapshot_schedule(self: Ref<'VM'>): Promise<Ref<'VMSS'>>
    get_is_vmss_snapshot(self: Ref<'VM'>): Promise<boolean>
    get_appliance(self: Ref<'VM'>): Promise<Ref<'VM_appliance'>>
    get_start_delay(self: Ref<'VM'>): Promise<number>
    get_shutdown_delay(self: Ref<'VM'>): Promise<number>
    get_order(self: Ref<'VM'>): Promise<number>
    get_VGPUs(self: Ref<'VM'>): Promise<readonly (Ref<'VGPU'>)[]>
    get_attached_PCIs(self: Ref<'VM'>): Promise<readonly (Ref<'PCI'>)[]>
    get_suspend_SR(self: Ref<'VM'>): Promise<Ref<'SR'>>
    set_suspend_SR(self: Ref<'VM'>, value: Ref<'SR'>): Promise<void>
    get_version(self: Ref<'VM'>): Promise<number>
    get_generation_id(self: Ref<'VM'>): Promise<string>
    get_hardware_platform_version(self: Ref<'VM'>): Promise<number>
    set_hardware_platform_version(self: Ref<'VM'>, value: number): Promise<void>
    get_has_vendor_device(self: Ref<'VM'>): Promise<boolean>
    get_requires_reboot(self: Ref<'VM'>): Promise<boolean>
    get_reference_label(self: Ref<'VM'>): Promise<string>
    get_domain_type(self: Ref<'VM'>): Promise<Enums['domain_type']>
    get_NVRAM(self: Ref<'VM'>): Promise<{ readonly [key: string]: string }>
    get_pending_guidances(self: Ref<'VM'>): Promise<readonly (Enums['update_guidances'])[]>
    get_pending_guidances_recommended(self: Ref<'VM'>): Promise<readonly (Enums['update_guidances'])[]>
    get_pending_guidances_full(self: Ref<'VM'>): Promise<readonly (Enums['update_guidances'])[]>
    get_groups(self: Ref<'VM'>): Promise<readonly (Ref<'VM_group'>)[]>
    get_secureboot_certificates_state(self: Ref<'VM'>): Promise<Enums['vm_secureboot_certificates_state']>
    create(args: Records['VM']): Promise<Ref<'VM'>>
    destroy(self: Ref<'VM'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VM'>>
    get_record(self: Ref<'VM'>): Promise<Records['VM']>
    get_by_name_label(label: string): Promise<readonly (Ref<'VM'>)[]>
  }
  VM_metrics: {
    get_all(): Promise<readonly (Ref<'VM_metrics'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VM_metrics'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VM_metrics'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VM_metrics'] }>
    get_uuid(self: Ref<'VM_metrics'>): Promise<string>
    get_memory_actual(self: Ref<'VM_metrics'>): Promise<number>
    get_VCPUs_number(self: Ref<'VM_metrics'>): Promise<number>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_VCPUs_utilisation(self: Ref<'VM_metrics'>): Promise<{ readonly [key: string]: number }>
    get_VCPUs_CPU(self: Ref<'VM_metrics'>): Promise<{ readonly [key: string]: number }>
    get_VCPUs_params(self: Ref<'VM_metrics'>): Promise<{ readonly [key: string]: string }>
    get_VCPUs_flags(self: Ref<'VM_metrics'>): Promise<{ readonly [key: string]: readonly (string)[] }>
    get_state(self: Ref<'VM_metrics'>): Promise<readonly (string)[]>
    get_start_time(self: Ref<'VM_metrics'>): Promise<Datetime>
    get_install_time(self: Ref<'VM_metrics'>): Promise<Datetime>
    get_last_updated(self: Ref<'VM_metrics'>): Promise<Datetime>
    get_other_config(self: Ref<'VM_metrics'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VM_metrics'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VM_metrics'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VM_metrics'>, key: string): Promise<void>
    get_hvm(self: Ref<'VM_metrics'>): Promise<boolean>
    get_nested_virt(self: Ref<'VM_metrics'>): Promise<boolean>
    get_nomigrate(self: Ref<'VM_metrics'>): Promise<boolean>
    get_current_domain_type(self: Ref<'VM_metrics'>): Promise<Enums['domain_type']>
    get_numa_optimised(self: Ref<'VM_metrics'>): Promise<boolean>
    get_numa_nodes(self: Ref<'VM_metrics'>): Promise<number>
    get_numa_node_memory(self: Ref<'VM_metrics'>): Promise<{ readonly [key: string]: number }>
    get_by_uuid(uuid: string): Promise<Ref<'VM_metrics'>>
    get_record(self: Ref<'VM_metrics'>): Promise<Records['VM_metrics']>
  }
  VM_guest_metrics: {
    get_all(): Promise<readonly (Ref<'VM_guest_metrics'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VM_guest_metrics'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VM_guest_metrics'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VM_guest_metrics'] }>
    get_uuid(self: Ref<'VM_guest_metrics'>): Promise<string>
    get_os_version(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    get_netbios_name(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    get_PV_drivers_version(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 7.0 (dundee) */
    get_PV_drivers_up_to_date(self: Ref<'VM_guest_metrics'>): Promise<boolean>
    /** @deprecated since XenServer 5.5 (george), gone since XenServer 5.5 (george) */
    get_memory(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 5.0 (orlando), gone since XenServer 5.0 (orlando) */
    get_disks(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    get_networks(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    get_other(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    get_last_updated(self: Ref<'VM_guest_metrics'>): Promise<Datetime>
    get_other_config(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VM_guest_metrics'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VM_guest_metrics'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VM_guest_metrics'>, key: string): Promise<void>
    get_live(self: Ref<'VM_guest_metrics'>): Promise<boolean>
    get_can_use_hotplug_vbd(self: Ref<'VM_guest_metrics'>): Promise<Enums['tristate_type']>
    get_can_use_hotplug_vif(self: Ref<'VM_guest_metrics'>): Promise<Enums['tristate_type']>
    get_PV_drivers_detected(self: Ref<'VM_guest_metrics'>): Promise<boolean>
    get_services(self: Ref<'VM_guest_metrics'>): Promise<{ readonly [key: string]: string }>
    get_by_uuid(uuid: string): Promise<Ref<'VM_guest_metrics'>>
    get_record(self: Ref<'VM_guest_metrics'>): Promise<Records['VM_guest_metrics']>
  }
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  VMPP: {
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    protect_now(vmpp: Ref<'VMPP'>): Promise<string>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    archive_now(snapshot: Ref<'VM'>): Promise<string>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    create_alert(vmpp: Ref<'VMPP'>, name: string, priority: number, body: string, data: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_alerts(vmpp: Ref<'VMPP'>, hours_from_now: number): Promise<readonly (string)[]>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_backup_retention_value(self: Ref<'VMPP'>, value: number): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_is_backup_running(self: Ref<'VMPP'>, value: boolean): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_is_archive_running(self: Ref<'VMPP'>, value: boolean): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_backup_frequency(self: Ref<'VMPP'>, value: Enums['vmpp_backup_frequency']): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_backup_schedule(self: Ref<'VMPP'>, value: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_archive_frequency(self: Ref<'VMPP'>, value: Enums['vmpp_archive_frequency']): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_archive_schedule(self: Ref<'VMPP'>, value: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_archive_target_type(self: Ref<'VMPP'>, value: Enums['vmpp_archive_target_type']): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_archive_target_config(self: Ref<'VMPP'>, value: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_is_alarm_enabled(self: Ref<'VMPP'>, value: boolean): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_alarm_config(self: Ref<'VMPP'>, value: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    add_to_backup_schedule(self: Ref<'VMPP'>, key: string, value: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    add_to_archive_target_config(self: Ref<'VMPP'>, key: string, value: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    add_to_archive_schedule(self: Ref<'VMPP'>, key: string, value: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    add_to_alarm_config(self: Ref<'VMPP'>, key: string, value: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    remove_from_backup_schedule(self: Ref<'VMPP'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    remove_from_archive_target_config(self: Ref<'VMPP'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    remove_from_archive_schedule(self: Ref<'VMPP'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    remove_from_alarm_config(self: Ref<'VMPP'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_backup_last_run_time(self: Ref<'VMPP'>, value: Datetime): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_archive_last_run_time(self: Ref<'VMPP'>, value: Datetime): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_all(): Promise<readonly (Ref<'VMPP'>)[]>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_all_where(expr: string): Promise<readonly (Ref<'VMPP'>)[]>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VMPP'] }>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_all_records(): Promise<{ readonly [key: string]: Records['VMPP'] }>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_uuid(self: Ref<'VMPP'>): Promise<string>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_name_label(self: Ref<'VMPP'>): Promise<string>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_name_label(self: Ref<'VMPP'>, value: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_name_description(self: Ref<'VMPP'>): Promise<string>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_name_description(self: Ref<'VMPP'>, value: string): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_is_policy_enabled(self: Ref<'VMPP'>): Promise<boolean>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_is_policy_enabled(self: Ref<'VMPP'>, value: boolean): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_backup_type(self: Ref<'VMPP'>): Promise<Enums['vmpp_backup_type']>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    set_backup_type(self: Ref<'VMPP'>, value: Enums['vmpp_backup_type']): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_backup_retention_value(self: Ref<'VMPP'>): Promise<number>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_backup_frequency(self: Ref<'VMPP'>): Promise<Enums['vmpp_backup_frequency']>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_backup_schedule(self: Ref<'VMPP'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_is_backup_running(self: Ref<'VMPP'>): Promise<boolean>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_backup_last_run_time(self: Ref<'VMPP'>): Promise<Datetime>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_archive_target_type(self: Ref<'VMPP'>): Promise<Enums['vmpp_archive_target_type']>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_archive_target_config(self: Ref<'VMPP'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_archive_frequency(self: Ref<'VMPP'>): Promise<Enums['vmpp_archive_frequency']>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_archive_schedule(self: Ref<'VMPP'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_is_archive_running(self: Ref<'VMPP'>): Promise<boolean>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_archive_last_run_time(self: Ref<'VMPP'>): Promise<Datetime>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_VMs(self: Ref<'VMPP'>): Promise<readonly (Ref<'VM'>)[]>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_is_alarm_enabled(self: Ref<'VMPP'>): Promise<boolean>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_alarm_config(self: Ref<'VMPP'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_recent_alerts(self: Ref<'VMPP'>): Promise<readonly (string)[]>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    create(args: Records['VMPP']): Promise<Ref<'VMPP'>>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    destroy(self: Ref<'VMPP'>): Promise<void>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_by_uuid(uuid: string): Promise<Ref<'VMPP'>>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_record(self: Ref<'VMPP'>): Promise<Records['VMPP']>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    get_by_name_label(label: string): Promise<readonly (Ref<'VMPP'>)[]>
  }
  VMSS: {
    snapshot_now(vmss: Ref<'VMSS'>): Promise<string>
    set_retained_snapshots(self: Ref<'VMSS'>, value: number): Promise<void>
    set_frequency(self: Ref<'VMSS'>, value: Enums['vmss_frequency']): Promise<void>
    set_schedule(self: Ref<'VMSS'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_schedule(self: Ref<'VMSS'>, key: string, value: string): Promise<void>
    remove_from_schedule(self: Ref<'VMSS'>, key: string): Promise<void>
    set_last_run_time(self: Ref<'VMSS'>, value: Datetime): Promise<void>
    set_type(self: Ref<'VMSS'>, value: Enums['vmss_type']): Promise<void>
    get_all(): Promise<readonly (Ref<'VMSS'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VMSS'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VMSS'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VMSS'] }>
    get_uuid(self: Ref<'VMSS'>): Promise<string>
    get_name_label(self: Ref<'VMSS'>): Promise<string>
    set_name_label(self: Ref<'VMSS'>, value: string): Promise<void>
    get_name_description(self: Ref<'VMSS'>): Promise<string>
    set_name_description(self: Ref<'VMSS'>, value: string): Promise<void>
    get_enabled(self: Ref<'VMSS'>): Promise<boolean>
    set_enabled(self: Ref<'VMSS'>, value: boolean): Promise<void>
    get_type(self: Ref<'VMSS'>): Promise<Enums['vmss_type']>
    get_retained_snapshots(self: Ref<'VMSS'>): Promise<number>
    get_frequency(self: Ref<'VMSS'>): Promise<Enums['vmss_frequency']>
    get_schedule(self: Ref<'VMSS'>): Promise<{ readonly [key: string]: string }>
    get_last_run_time(self: Ref<'VMSS'>): Promise<Datetime>
    get_VMs(self: Ref<'VMSS'>): Promise<readonly (Ref<'VM'>)[]>
    create(args: Records['VMSS']): Promise<Ref<'VMSS'>>
    destroy(self: Ref<'VMSS'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VMSS'>>
    get_record(self: Ref<'VMSS'>): Promise<Records['VMSS']>
    get_by_name_label(label: string): Promise<readonly (Ref<'VMSS'>)[]>
  }
  VM_appliance: {
    start(self: Ref<'VM_appliance'>, paused: boolean): Promise<void>
    clean_shutdown(self: Ref<'VM_appliance'>): Promise<void>
    hard_shutdown(self: Ref<'VM_appliance'>): Promise<void>
    shutdown(self: Ref<'VM_appliance'>): Promise<void>
    assert_can_be_recovered(self: Ref<'VM_appliance'>, session_to: Ref<'session'>): Promise<void>
    get_SRs_required_for_recovery(self: Ref<'VM_appliance'>, session_to: Ref<'session'>): Promise<readonly (Ref<'SR'>)[]>
    recover(self: Ref<'VM_appliance'>, session_to: Ref<'session'>, force: boolean): Promise<void>
    get_all(): Promise<readonly (Ref<'VM_appliance'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VM_appliance'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VM_appliance'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VM_appliance'] }>
    get_uuid(self: Ref<'VM_appliance'>): Promise<string>
    get_name_label(self: Ref<'VM_appliance'>): Promise<string>
    set_name_label(self: Ref<'VM_appliance'>, value: string): Promise<void>
    get_name_description(self: Ref<'VM_appliance'>): Promise<string>
    set_name_description(self: Ref<'VM_appliance'>, value: string): Promise<void>
    get_allowed_operations(self: Ref<'VM_appliance'>): Promise<readonly (Enums['vm_appliance_operation'])[]>
    get_current_operations(self: Ref<'VM_appliance'>): Promise<{ readonly [key: string]: Enums['vm_appliance_operation'] }>
    get_VMs(self: Ref<'VM_appliance'>): Promise<readonly (Ref<'VM'>)[]>
    create(args: Records['VM_appliance']): Promise<Ref<'VM_appliance'>>
    destroy(self: Ref<'VM_appliance'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VM_appliance'>>
    get_record(self: Ref<'VM_appliance'>): Promise<Records['VM_appliance']>
    get_by_name_label(label: string): Promise<readonly (Ref<'VM_appliance'>)[]>
  }
  DR_task: {
    create(type: string, device_config: { readonly [key: string]: string }, whitelist: readonly (string)[]): Promise<Ref<'DR_task'>>
    destroy(self: Ref<'DR_task'>): Promise<void>
    get_all(): Promise<readonly (Ref<'DR_task'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'DR_task'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['DR_task'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['DR_task'] }>
    get_uuid(self: Ref<'DR_task'>): Promise<string>
    get_introduced_SRs(self: Ref<'DR_task'>): Promise<readonly (Ref<'SR'>)[]>
    get_by_uuid(uuid: string): Promise<Ref<'DR_task'>>
    get_record(self: Ref<'DR_task'>): Promise<Records['DR_task']>
  }
  host: {
    disable(host: Ref<'host'>, auto_enable?: boolean): Promise<void>
    enable(host: Ref<'host'>): Promise<void>
    shutdown(host: Ref<'host'>): Promise<void>
    reboot(host: Ref<'host'>): Promise<void>
    prepare_for_poweroff(host: Ref<'host'>): Promise<void>
    dmesg(host: Ref<'host'>): Promise<string>
    dmesg_clear(host: Ref<'host'>): Promise<string>
    get_log(host: Ref<'host'>): Promise<string>
    send_debug_keys(host: Ref<'host'>, keys: string): Promise<void>
    bugreport_upload(host: Ref<'host'>, url: string, options: { readonly [key: string]: string }): Promise<void>
    list_methods(): Promise<readonly (string)[]>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    license_apply(host: Ref<'host'>, contents: string): Promise<void>
    license_add(host: Ref<'host'>, contents: string): Promise<void>
    license_remove(host: Ref<'host'>): Promise<void>
    create(uuid: string, name_label: string, name_description: string, hostname: string, address: string, external_auth_type?: string, external_auth_service_name?: string, external_auth_configuration?: { readonly [key: string]: string }, license_params?: { readonly [key: string]: string }, edition?: string, license_server?: { readonly [key: string]: string }, local_cache_sr?: Ref<'SR'>, chipset_info?: { readonly [key: string]: string }, ssl_legacy?: boolean, last_software_update?: Datetime, last_update_hash?: string, ssh_enabled?: boolean, ssh_enabled_timeout?: number, ssh_expiry?: Datetime, console_idle_timeout?: number, ssh_auto_mode?: boolean, secure_boot?: boolean, software_version?: { readonly [key: string]: string }, https_only?: boolean, max_cstate?: string, ntp_mode?: Enums['host_ntp_mode'], ntp_custom_servers?: readonly (string)[], timezone?: string, numa_affinity_policy?: Enums['host_numa_affinity_policy'], latest_synced_updates_applied?: Enums['latest_synced_updates_applied_state'], pending_guidances_full?: readonly (Enums['update_guidances'])[], pending_guidances_recommended?: readonly (Enums['update_guidances'])[]): Promise<Ref<'host'>>
    destroy(self: Ref<'host'>): Promise<void>
    power_on(host: Ref<'host'>): Promise<void>
    set_license_params(self: Ref<'host'>, value: { readonly [key: string]: string }): Promise<void>
    emergency_ha_disable(soft?: boolean): Promise<void>
    ha_disarm_fencing(host: Ref<'host'>): Promise<void>
    preconfigure_ha(host: Ref<'host'>, statefiles: readonly (Ref<'VDI'>)[], metadata_vdi: Ref<'VDI'>, generation: string): Promise<void>
    ha_join_liveset(host: Ref<'host'>): Promise<void>
    ha_disable_failover_decisions(host: Ref<'host'>): Promise<void>
    ha_wait_for_shutdown_via_statefile(host: Ref<'host'>): Promise<void>
    ha_stop_daemon(host: Ref<'host'>): Promise<void>
    ha_release_resources(host: Ref<'host'>): Promise<void>
    ha_xapi_healthcheck(): Promise<boolean>
    local_assert_healthy(): Promise<void>
    request_backup(host: Ref<'host'>, generation: number, force: boolean): Promise<void>
    request_config_file_sync(host: Ref<'host'>, hash: string): Promise<void>
    propose_new_master(address: string, manual: boolean): Promise<void>
    commit_new_master(address: string): Promise<void>
    abort_new_master(address: string): Promise<void>
    get_data_sources(host: Ref<'host'>): Promise<readonly (Records['data_source'])[]>
    record_data_source(host: Ref<'host'>, data_source: string): Promise<void>
    query_data_source(host: Ref<'host'>, data_source: string): Promise<number>
    forget_data_source_archives(host: Ref<'host'>, data_source: string): Promise<void>
    assert_can_evacuate(host: Ref<'host'>): Promise<void>
    get_vms_which_prevent_evacuation(self: Ref<'host'>): Promise<{ readonly [key: string]: readonly (string)[] }>
    /** @deprecated since XenServer 6.1 (tampa) */
    get_uncooperative_resident_VMs(self: Ref<'host'>): Promise<readonly (Ref<'VM'>)[]>
    /** @deprecated since XenServer 6.1 (tampa) */
    get_uncooperative_domains(self: Ref<'host'>): Promise<readonly (string)[]>
    evacuate(host: Ref<'host'>, network?: Ref<'network'>, evacuate_batch_size?: number): Promise<void>
    signal_networking_change(): Promise<void>
    notify(ty: string, params: string): Promise<void>
    syslog_reconfigure(host: Ref<'host'>): Promise<void>
    management_reconfigure(pif: Ref<'PIF'>): Promise<void>
    local_management_reconfigure(interface_: string): Promise<void>
    management_disable(): Promise<void>
    get_management_interface(host: Ref<'host'>): Promise<Ref<'PIF'>>
    get_system_status_capabilities(host: Ref<'host'>): Promise<string>
    get_diagnostic_timing_stats(host: Ref<'host'>, counts?: boolean): Promise<{ readonly [key: string]: string }>
    restart_agent(host: Ref<'host'>): Promise<void>
    shutdown_agent(): Promise<void>
    set_hostname_live(host: Ref<'host'>, hostname: string): Promise<void>
    is_in_emergency_mode(): Promise<boolean>
    compute_free_memory(host: Ref<'host'>): Promise<number>
    compute_memory_overhead(host: Ref<'host'>): Promise<number>
    tickle_heartbeat(host: Ref<'host'>, stuff: { readonly [key: string]: string }): Promise<{ readonly [key: string]: string }>
    sync_data(host: Ref<'host'>): Promise<void>
    backup_rrds(host: Ref<'host'>, delay: number): Promise<void>
    create_new_blob(host: Ref<'host'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'blob'>>
    call_plugin(host: Ref<'host'>, plugin: string, fn: string, args: { readonly [key: string]: string }): Promise<string>
    has_extension(host: Ref<'host'>, name: string): Promise<boolean>
    call_extension(host: Ref<'host'>, call: string): Promise<string>
    get_servertime(host: Ref<'host'>): Promise<Datetime>
    get_server_localtime(host: Ref<'host'>): Promise<Datetime>
    enable_binary_storage(host: Ref<'host'>): Promise<void>
    disable_binary_storage(host: Ref<'host'>): Promise<void>
    enable_external_auth(host: Ref<'host'>, config: { readonly [key: string]: string }, service_name: string, auth_type: string): Promise<void>
    disable_external_auth(host: Ref<'host'>, config?: { readonly [key: string]: string }, force?: boolean): Promise<void>
    external_auth_set_ldaps(host: Ref<'host'>, ldaps: boolean, force?: boolean): Promise<void>
    retrieve_wlb_evacuate_recommendations(self: Ref<'host'>): Promise<{ readonly [key: string]: readonly (string)[] }>
    install_ca_certificate(host: Ref<'host'>, name: string, cert: string): Promise<void>
    uninstall_ca_certificate(host: Ref<'host'>, name: string, force?: boolean): Promise<void>
    /** @deprecated since xapi 1.290.0 */
    certificate_list(host: Ref<'host'>): Promise<readonly (string)[]>
    crl_install(host: Ref<'host'>, name: string, crl: string): Promise<void>
    crl_uninstall(host: Ref<'host'>, name: string): Promise<void>
    crl_list(host: Ref<'host'>): Promise<readonly (string)[]>
    certificate_sync(host: Ref<'host'>): Promise<void>
    get_server_certificate(host: Ref<'host'>): Promise<string>
    refresh_server_certificate(host: Ref<'host'>): Promise<void>
    install_server_certificate(host: Ref<'host'>, certificate: string, private_key: string, certificate_chain?: string): Promise<void>
    emergency_reset_server_certificate(): Promise<void>
    reset_server_certificate(host: Ref<'host'>): Promise<void>
    update_pool_secret(host: Ref<'host'>, pool_secret: string): Promise<void>
    update_master(host: Ref<'host'>, master_address: string): Promise<void>
    attach_static_vdis(host: Ref<'host'>, vdi_reason_map: { readonly [key: string]: string }): Promise<void>
    detach_static_vdis(host: Ref<'host'>, vdis: readonly (Ref<'VDI'>)[]): Promise<void>
    set_localdb_key(host: Ref<'host'>, key: string, value: string): Promise<void>
    apply_edition(host: Ref<'host'>, edition: string, force?: boolean): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    refresh_pack_info(host: Ref<'host'>): Promise<void>
    set_power_on_mode(self: Ref<'host'>, power_on_mode: string, power_on_config: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 7.0 (dundee), gone since XenServer 7.0 (dundee) */
    set_cpu_features(host: Ref<'host'>, features: string): Promise<void>
    /** @deprecated since XenServer 7.0 (dundee), gone since XenServer 7.0 (dundee) */
    reset_cpu_features(host: Ref<'host'>): Promise<void>
    reset_networking(host: Ref<'host'>): Promise<void>
    enable_local_storage_caching(host: Ref<'host'>, sr: Ref<'SR'>): Promise<void>
    disable_local_storage_caching(host: Ref<'host'>): Promise<void>
    get_sm_diagnostics(host: Ref<'host'>): Promise<string>
    get_thread_diagnostics(host: Ref<'host'>): Promise<string>
    sm_dp_destroy(host: Ref<'host'>, dp: string, allow_leak: boolean): Promise<void>
    sync_vlans(host: Ref<'host'>): Promise<void>
    sync_tunnels(host: Ref<'host'>): Promise<void>
    sync_pif_currently_attached(host: Ref<'host'>, bridges: readonly (string)[]): Promise<void>
    migrate_receive(host: Ref<'host'>, network: Ref<'network'>, options: { readonly [key: string]: string }): Promise<{ readonly [key: string]: string }>
    declare_dead(host: Ref<'host'>): Promise<void>
    enable_display(host: Ref<'host'>): Promise<Enums['host_display']>
    disable_display(host: Ref<'host'>): Promise<Enums['host_display']>
    set_ssl_legacy(self: Ref<'host'>, value: boolean): Promise<void>
    apply_guest_agent_config(host: Ref<'host'>): Promise<void>
    mxgpu_vf_setup(host: Ref<'host'>): Promise<void>
    nvidia_vf_setup(host: Ref<'host'>, pf: Ref<'PCI'>, enable: boolean): Promise<void>
    allocate_resources_for_vm(self: Ref<'host'>, vm: Ref<'VM'>, live: boolean): Promise<void>
    set_iscsi_iqn(host: Ref<'host'>, value: string): Promise<void>
    set_multipathing(host: Ref<'host'>, value: boolean): Promise<void>
    write_uefi_certificates_to_disk(host: Ref<'host'>): Promise<void>
    /** @deprecated since xapi 22.16.0 */
    set_uefi_certificates(host: Ref<'host'>, value: string): Promise<void>
    notify_accept_new_pool_secret(host: Ref<'host'>, old_ps: string, new_ps: string): Promise<void>
    notify_send_new_pool_secret(host: Ref<'host'>, old_ps: string, new_ps: string): Promise<void>
    cleanup_pool_secret(host: Ref<'host'>, old_ps: string, new_ps: string): Promise<void>
    set_sched_gran(self: Ref<'host'>, value: Enums['host_sched_gran']): Promise<void>
    get_sched_gran(self: Ref<'host'>): Promise<Enums['host_sched_gran']>
    set_numa_affinity_policy(self: Ref<'host'>, value: Enums['host_numa_affinity_policy']): Promise<void>
    emergency_disable_tls_verification(): Promise<void>
    emergency_reenable_tls_verification(): Promise<void>
    cert_distrib_atom(host: Ref<'host'>, command: string): Promise<string>
    apply_updates(self: Ref<'host'>, hash: string): Promise<readonly (readonly (string)[])[]>
    rescan_drivers(self: Ref<'host'>): Promise<void>
    copy_primary_host_certs(host: Ref<'host'>): Promise<void>
    set_https_only(self: Ref<'host'>, value: boolean): Promise<void>
    /** @deprecated gone since xapi 23.25.0 */
    apply_recommended_guidances(self: Ref<'host'>): Promise<void>
    emergency_clear_mandatory_guidance(): Promise<void>
    enable_ssh(self: Ref<'host'>): Promise<void>
    disable_ssh(self: Ref<'host'>): Promise<void>
    set_ssh_enabled_timeout(self: Ref<'host'>, value: number): Promise<void>
    set_console_idle_timeout(self: Ref<'host'>, value: number): Promise<void>
    set_ssh_auto_mode(self: Ref<'host'>, value: boolean): Promise<void>
    get_tracked_user_agents(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    update_firewalld_service_status(): Promise<void>
    set_max_cstate(self: Ref<'host'>, value: string): Promise<void>
    set_ntp_mode(self: Ref<'host'>, value: Enums['host_ntp_mode']): Promise<void>
    set_ntp_custom_servers(self: Ref<'host'>, value: readonly (string)[]): Promise<void>
    get_ntp_servers_status(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    set_timezone(self: Ref<'host'>, value: string): Promise<void>
    list_timezones(self: Ref<'host'>): Promise<readonly (string)[]>
    get_ntp_synchronized(self: Ref<'host'>): Promise<boolean>
    set_servertime(self: Ref<'host'>, value: Datetime): Promise<void>
    get_all(): Promise<readonly (Ref<'host'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'host'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['host'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['host'] }>
    get_uuid(self: Ref<'host'>): Promise<string>
    get_name_label(self: Ref<'host'>): Promise<string>
    set_name_label(self: Ref<'host'>, value: string): Promise<void>
    get_name_description(self: Ref<'host'>): Promise<string>
    set_name_description(self: Ref<'host'>, value: string): Promise<void>
    get_memory_overhead(self: Ref<'host'>): Promise<number>
    get_allowed_operations(self: Ref<'host'>): Promise<readonly (Enums['host_allowed_operations'])[]>
    get_current_operations(self: Ref<'host'>): Promise<{ readonly [key: string]: Enums['host_allowed_operations'] }>
    get_API_version_major(self: Ref<'host'>): Promise<number>
    get_API_version_minor(self: Ref<'host'>): Promise<number>
    get_API_version_vendor(self: Ref<'host'>): Promise<string>
    get_API_version_vendor_implementation(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_enabled(self: Ref<'host'>): Promise<boolean>
    get_software_version(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_other_config(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'host'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'host'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'host'>, key: string): Promise<void>
    get_capabilities(self: Ref<'host'>): Promise<readonly (string)[]>
    get_cpu_configuration(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_sched_policy(self: Ref<'host'>): Promise<string>
    get_supported_bootloaders(self: Ref<'host'>): Promise<readonly (string)[]>
    get_resident_VMs(self: Ref<'host'>): Promise<readonly (Ref<'VM'>)[]>
    get_logging(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    set_logging(self: Ref<'host'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_logging(self: Ref<'host'>, key: string, value: string): Promise<void>
    remove_from_logging(self: Ref<'host'>, key: string): Promise<void>
    get_PIFs(self: Ref<'host'>): Promise<readonly (Ref<'PIF'>)[]>
    get_suspend_image_sr(self: Ref<'host'>): Promise<Ref<'SR'>>
    set_suspend_image_sr(self: Ref<'host'>, value: Ref<'SR'>): Promise<void>
    get_crash_dump_sr(self: Ref<'host'>): Promise<Ref<'SR'>>
    set_crash_dump_sr(self: Ref<'host'>, value: Ref<'SR'>): Promise<void>
    get_crashdumps(self: Ref<'host'>): Promise<readonly (Ref<'host_crashdump'>)[]>
    /** @deprecated since XenServer 7.1 (ely) */
    get_patches(self: Ref<'host'>): Promise<readonly (Ref<'host_patch'>)[]>
    get_updates(self: Ref<'host'>): Promise<readonly (Ref<'pool_update'>)[]>
    get_PBDs(self: Ref<'host'>): Promise<readonly (Ref<'PBD'>)[]>
    get_host_CPUs(self: Ref<'host'>): Promise<readonly (Ref<'host_cpu'>)[]>
    get_cpu_info(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_hostname(self: Ref<'host'>): Promise<string>
    set_hostname(self: Ref<'host'>, value: string): Promise<void>
    get_address(self: Ref<'host'>): Promise<string>
    set_address(self: Ref<'host'>, value: string): Promise<void>
    get_metrics(self: Ref<'host'>): Promise<Ref<'host_metrics'>>
    get_license_params(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_ha_statefiles(self: Ref<'host'>): Promise<readonly (string)[]>
    get_ha_network_peers(self: Ref<'host'>): Promise<readonly (string)[]>
    get_blobs(self: Ref<'host'>): Promise<{ readonly [key: string]: Ref<'blob'> }>
    get_tags(self: Ref<'host'>): Promise<readonly (string)[]>
    set_tags(self: Ref<'host'>, value: readonly (string)[]): Promise<void>
    add_tags(self: Ref<'host'>, value: string): Promise<void>
    remove_tags(self: Ref<'host'>, value: string): Promise<void>
    get_external_auth_type(self: Ref<'host'>): Promise<string>
    get_external_auth_service_name(self: Ref<'host'>): Promise<string>
    get_external_auth_configuration(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_edition(self: Ref<'host'>): Promise<string>
    get_license_server(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    set_license_server(self: Ref<'host'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_license_server(self: Ref<'host'>, key: string, value: string): Promise<void>
    remove_from_license_server(self: Ref<'host'>, key: string): Promise<void>
    get_bios_strings(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_power_on_mode(self: Ref<'host'>): Promise<string>
    get_power_on_config(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_local_cache_sr(self: Ref<'host'>): Promise<Ref<'SR'>>
    get_chipset_info(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    get_PCIs(self: Ref<'host'>): Promise<readonly (Ref<'PCI'>)[]>
    get_PGPUs(self: Ref<'host'>): Promise<readonly (Ref<'PGPU'>)[]>
    get_PUSBs(self: Ref<'host'>): Promise<readonly (Ref<'PUSB'>)[]>
    /** @deprecated since Citrix Hypervisor 8.2 (stockholm) */
    get_ssl_legacy(self: Ref<'host'>): Promise<boolean>
    get_guest_VCPUs_params(self: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    set_guest_VCPUs_params(self: Ref<'host'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_guest_VCPUs_params(self: Ref<'host'>, key: string, value: string): Promise<void>
    remove_from_guest_VCPUs_params(self: Ref<'host'>, key: string): Promise<void>
    get_display(self: Ref<'host'>): Promise<Enums['host_display']>
    set_display(self: Ref<'host'>, value: Enums['host_display']): Promise<void>
    get_virtual_hardware_platform_versions(self: Ref<'host'>): Promise<readonly (number)[]>
    get_control_domain(self: Ref<'host'>): Promise<Ref<'VM'>>
    get_updates_requiring_reboot(self: Ref<'host'>): Promise<readonly (Ref<'pool_update'>)[]>
    get_features(self: Ref<'host'>): Promise<readonly (Ref<'Feature'>)[]>
    get_iscsi_iqn(self: Ref<'host'>): Promise<string>
    get_multipathing(self: Ref<'host'>): Promise<boolean>
    /** @deprecated since xapi 22.16.0 */
    get_uefi_certificates(self: Ref<'host'>): Promise<string>
    get_certificates(self: Ref<'host'>): Promise<readonly (Ref<'Certificate'>)[]>
    get_editions(self: Ref<'host'>): Promise<readonly (string)[]>
    get_pending_guidances(self: Ref<'host'>): Promise<readonly (Enums['update_guidances'])[]>
    get_tls_verification_enabled(self: Ref<'host'>): Promise<boolean>
    get_last_software_update(self: Ref<'host'>): Promise<Datetime>
    get_https_only(self: Ref<'host'>): Promise<boolean>
    get_latest_synced_updates_applied(self: Ref<'host'>): Promise<Enums['latest_synced_updates_applied_state']>
    get_numa_affinity_policy(self: Ref<'host'>): Promise<Enums['host_numa_affinity_policy']>
    get_pending_guidances_recommended(self: Ref<'host'>): Promise<readonly (Enums['update_guidances'])[]>
    get_pending_guidances_full(self: Ref<'host'>): Promise<readonly (Enums['update_guidances'])[]>
    get_last_update_hash(self: Ref<'host'>): Promise<string>
    get_ssh_enabled(self: Ref<'host'>): Promise<boolean>
    get_ssh_enabled_timeout(self: Ref<'host'>): Promise<number>
    get_ssh_expiry(self: Ref<'host'>): Promise<Datetime>
    get_console_idle_timeout(self: Ref<'host'>): Promise<number>
    get_ssh_auto_mode(self: Ref<'host'>): Promise<boolean>
    get_max_cstate(self: Ref<'host'>): Promise<string>
    get_secure_boot(self: Ref<'host'>): Promise<boolean>
    get_ntp_mode(self: Ref<'host'>): Promise<Enums['host_ntp_mode']>
    get_ntp_custom_servers(self: Ref<'host'>): Promise<readonly (string)[]>
    get_timezone(self: Ref<'host'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'host'>>
    get_record(self: Ref<'host'>): Promise<Records['host']>
    get_by_name_label(label: string): Promise<readonly (Ref<'host'>)[]>
  }
  host_crashdump: {
    destroy(self: Ref<'host_crashdump'>): Promise<void>
    upload(self: Ref<'host_crashdump'>, url: string, options: { readonly [key: string]: string }): Promise<void>
    get_all(): Promise<readonly (Ref<'host_crashdump'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'host_crashdump'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['host_crashdump'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['host_crashdump'] }>
    get_uuid(self: Ref<'host_crashdump'>): Promise<string>
    get_host(self: Ref<'host_crashdump'>): Promise<Ref<'host'>>
    get_timestamp(self: Ref<'host_crashdump'>): Promise<Datetime>
    get_size(self: Ref<'host_crashdump'>): Promise<number>
    get_other_config(self: Ref<'host_crashdump'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'host_crashdump'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'host_crashdump'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'host_crashdump'>, key: string): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'host_crashdump'>>
    get_record(self: Ref<'host_crashdump'>): Promise<Records['host_crashdump']>
  }
  /** @deprecated since XenServer 7.1 (ely) */
  host_patch: {
    /** @deprecated since XenServer 4.1 (miami) */
    destroy(self: Ref<'host_patch'>): Promise<void>
    /** @deprecated since XenServer 4.1 (miami) */
    apply(self: Ref<'host_patch'>): Promise<string>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all(): Promise<readonly (Ref<'host_patch'>)[]>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all_where(expr: string): Promise<readonly (Ref<'host_patch'>)[]>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['host_patch'] }>
    /** @deprecated since XenServer 7.1 (ely) */
    get_all_records(): Promise<{ readonly [key: string]: Records['host_patch'] }>
    get_uuid(self: Ref<'host_patch'>): Promise<string>
    get_name_label(self: Ref<'host_patch'>): Promise<string>
    get_name_description(self: Ref<'host_patch'>): Promise<string>
    get_version(self: Ref<'host_patch'>): Promise<string>
    get_host(self: Ref<'host_patch'>): Promise<Ref<'host'>>
    get_applied(self: Ref<'host_patch'>): Promise<boolean>
    get_timestamp_applied(self: Ref<'host_patch'>): Promise<Datetime>
    get_size(self: Ref<'host_patch'>): Promise<number>
    get_pool_patch(self: Ref<'host_patch'>): Promise<Ref<'pool_patch'>>
    get_other_config(self: Ref<'host_patch'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'host_patch'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'host_patch'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'host_patch'>, key: string): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    get_by_uuid(uuid: string): Promise<Ref<'host_patch'>>
    /** @deprecated since XenServer 7.1 (ely) */
    get_record(self: Ref<'host_patch'>): Promise<Records['host_patch']>
    /** @deprecated since XenServer 7.1 (ely) */
    get_by_name_label(label: string): Promise<readonly (Ref<'host_patch'>)[]>
  }
  host_metrics: {
    get_all(): Promise<readonly (Ref<'host_metrics'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'host_metrics'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['host_metrics'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['host_metrics'] }>
    get_uuid(self: Ref<'host_metrics'>): Promise<string>
    get_memory_total(self: Ref<'host_metrics'>): Promise<number>
    /** @deprecated since XenServer 5.6 (midnight-ride), gone since XenServer 6.1 (tampa) */
    get_memory_free(self: Ref<'host_metrics'>): Promise<number>
    get_live(self: Ref<'host_metrics'>): Promise<boolean>
    get_last_updated(self: Ref<'host_metrics'>): Promise<Datetime>
    get_other_config(self: Ref<'host_metrics'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'host_metrics'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'host_metrics'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'host_metrics'>, key: string): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'host_metrics'>>
    get_record(self: Ref<'host_metrics'>): Promise<Records['host_metrics']>
  }
  /** @deprecated since XenServer 5.6 (midnight-ride) */
  host_cpu: {
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_all(): Promise<readonly (Ref<'host_cpu'>)[]>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_all_where(expr: string): Promise<readonly (Ref<'host_cpu'>)[]>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['host_cpu'] }>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_all_records(): Promise<{ readonly [key: string]: Records['host_cpu'] }>
    get_uuid(self: Ref<'host_cpu'>): Promise<string>
    get_host(self: Ref<'host_cpu'>): Promise<Ref<'host'>>
    get_number(self: Ref<'host_cpu'>): Promise<number>
    get_vendor(self: Ref<'host_cpu'>): Promise<string>
    get_speed(self: Ref<'host_cpu'>): Promise<number>
    get_modelname(self: Ref<'host_cpu'>): Promise<string>
    get_family(self: Ref<'host_cpu'>): Promise<number>
    get_model(self: Ref<'host_cpu'>): Promise<number>
    get_stepping(self: Ref<'host_cpu'>): Promise<string>
    get_flags(self: Ref<'host_cpu'>): Promise<string>
    get_features(self: Ref<'host_cpu'>): Promise<string>
    get_utilisation(self: Ref<'host_cpu'>): Promise<number>
    get_other_config(self: Ref<'host_cpu'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'host_cpu'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'host_cpu'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'host_cpu'>, key: string): Promise<void>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_by_uuid(uuid: string): Promise<Ref<'host_cpu'>>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    get_record(self: Ref<'host_cpu'>): Promise<Records['host_cpu']>
  }
  network: {
    attach(network: Ref<'network'>, host: Ref<'host'>): Promise<void>
    pool_introduce(name_label: string, name_description: string, MTU: number, other_config: { readonly [key: string]: string }, bridge: string, managed: boolean, purpose: readonly (Enums['network_purpose'])[]): Promise<Ref<'network'>>
    create_new_blob(network: Ref<'network'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'blob'>>
    set_default_locking_mode(network: Ref<'network'>, value: Enums['network_default_locking_mode']): Promise<void>
    attach_for_vm(host: Ref<'host'>, vm: Ref<'VM'>): Promise<void>
    detach_for_vm(host: Ref<'host'>, vm: Ref<'VM'>): Promise<void>
    add_purpose(self: Ref<'network'>, value: Enums['network_purpose']): Promise<void>
    remove_purpose(self: Ref<'network'>, value: Enums['network_purpose']): Promise<void>
    get_all(): Promise<readonly (Ref<'network'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'network'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['network'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['network'] }>
    get_uuid(self: Ref<'network'>): Promise<string>
    get_name_label(self: Ref<'network'>): Promise<string>
    set_name_label(self: Ref<'network'>, value: string): Promise<void>
    get_name_description(self: Ref<'network'>): Promise<string>
    set_name_description(self: Ref<'network'>, value: string): Promise<void>
    get_allowed_operations(self: Ref<'network'>): Promise<readonly (Enums['network_operations'])[]>
    get_current_operations(self: Ref<'network'>): Promise<{ readonly [key: string]: Enums['network_operations'] }>
    get_VIFs(self: Ref<'network'>): Promise<readonly (Ref<'VIF'>)[]>
    get_PIFs(self: Ref<'network'>): Promise<readonly (Ref<'PIF'>)[]>
    get_MTU(self: Ref<'network'>): Promise<number>
    set_MTU(self: Ref<'network'>, value: number): Promise<void>
    get_other_config(self: Ref<'network'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'network'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'network'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'network'>, key: string): Promise<void>
    get_bridge(self: Ref<'network'>): Promise<string>
    get_managed(self: Ref<'network'>): Promise<boolean>
    get_blobs(self: Ref<'network'>): Promise<{ readonly [key: string]: Ref<'blob'> }>
    get_tags(self: Ref<'network'>): Promise<readonly (string)[]>
    set_tags(self: Ref<'network'>, value: readonly (string)[]): Promise<void>
    add_tags(self: Ref<'network'>, value: string): Promise<void>
    remove_tags(self: Ref<'network'>, value: string): Promise<void>
    get_default_locking_mode(self: Ref<'network'>): Promise<Enums['network_default_locking_mode']>
    get_assigned_ips(self: Ref<'network'>): Promise<{ readonly [key: string]: string }>
    get_purpose(self: Ref<'network'>): Promise<readonly (Enums['network_purpose'])[]>
    create(args: Records['network']): Promise<Ref<'network'>>
    destroy(self: Ref<'network'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'network'>>
    get_record(self: Ref<'network'>): Promise<Records['network']>
    get_by_name_label(label: string): Promise<readonly (Ref<'network'>)[]>
  }
  VIF: {
    plug(self: Ref<'VIF'>): Promise<void>
    unplug(self: Ref<'VIF'>): Promise<void>
    unplug_force(self: Ref<'VIF'>): Promise<void>
    move(self: Ref<'VIF'>, network: Ref<'network'>): Promise<void>
    set_locking_mode(self: Ref<'VIF'>, value: Enums['vif_locking_mode']): Promise<void>
    set_ipv4_allowed(self: Ref<'VIF'>, value: readonly (string)[]): Promise<void>
    add_ipv4_allowed(self: Ref<'VIF'>, value: string): Promise<void>
    remove_ipv4_allowed(self: Ref<'VIF'>, value: string): Promise<void>
    set_ipv6_allowed(self: Ref<'VIF'>, value: readonly (string)[]): Promise<void>
    add_ipv6_allowed(self: Ref<'VIF'>, value: string): Promise<void>
    remove_ipv6_allowed(self: Ref<'VIF'>, value: string): Promise<void>
    configure_ipv4(self: Ref<'VIF'>, mode: Enums['vif_ipv4_configuration_mode'], address?: string, gateway?: string): Promise<void>
    configure_ipv6(self: Ref<'VIF'>, mode: Enums['vif_ipv6_configuration_mode'], address?: string, gateway?: string): Promise<void>
    add_trunks(self: Ref<'VIF'>, value: number): Promise<void>
    remove_trunks(self: Ref<'VIF'>, value: number): Promise<void>
    set_trunks(self: Ref<'VIF'>, value: readonly (number)[]): Promise<void>
    get_all(): Promise<readonly (Ref<'VIF'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VIF'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VIF'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VIF'] }>
    get_uuid(self: Ref<'VIF'>): Promise<string>
    get_allowed_operations(self: Ref<'VIF'>): Promise<readonly (Enums['vif_operations'])[]>
    get_current_operations(self: Ref<'VIF'>): Promise<{ readonly [key: string]: Enums['vif_operations'] }>
    get_device(self: Ref<'VIF'>): Promise<string>
    get_network(self: Ref<'VIF'>): Promise<Ref<'network'>>
    get_VM(self: Ref<'VIF'>): Promise<Ref<'VM'>>
    get_MAC(self: Ref<'VIF'>): Promise<string>
    get_MTU(self: Ref<'VIF'>): Promise<number>
    get_other_config(self: Ref<'VIF'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VIF'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VIF'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VIF'>, key: string): Promise<void>
    get_currently_attached(self: Ref<'VIF'>): Promise<boolean>
    get_status_code(self: Ref<'VIF'>): Promise<number>
    get_status_detail(self: Ref<'VIF'>): Promise<string>
    get_runtime_properties(self: Ref<'VIF'>): Promise<{ readonly [key: string]: string }>
    get_qos_algorithm_type(self: Ref<'VIF'>): Promise<string>
    set_qos_algorithm_type(self: Ref<'VIF'>, value: string): Promise<void>
    get_qos_algorithm_params(self: Ref<'VIF'>): Promise<{ readonly [key: string]: string }>
    set_qos_algorithm_params(self: Ref<'VIF'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_qos_algorithm_params(self: Ref<'VIF'>, key: string, value: string): Promise<void>
    remove_from_qos_algorithm_params(self: Ref<'VIF'>, key: string): Promise<void>
    get_qos_supported_algorithms(self: Ref<'VIF'>): Promise<readonly (string)[]>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_metrics(self: Ref<'VIF'>): Promise<Ref<'VIF_metrics'>>
    get_MAC_autogenerated(self: Ref<'VIF'>): Promise<boolean>
    get_locking_mode(self: Ref<'VIF'>): Promise<Enums['vif_locking_mode']>
    get_ipv4_allowed(self: Ref<'VIF'>): Promise<readonly (string)[]>
    get_ipv6_allowed(self: Ref<'VIF'>): Promise<readonly (string)[]>
    get_ipv4_configuration_mode(self: Ref<'VIF'>): Promise<Enums['vif_ipv4_configuration_mode']>
    get_ipv4_addresses(self: Ref<'VIF'>): Promise<readonly (string)[]>
    get_ipv4_gateway(self: Ref<'VIF'>): Promise<string>
    get_ipv6_configuration_mode(self: Ref<'VIF'>): Promise<Enums['vif_ipv6_configuration_mode']>
    get_ipv6_addresses(self: Ref<'VIF'>): Promise<readonly (string)[]>
    get_ipv6_gateway(self: Ref<'VIF'>): Promise<string>
    get_trunks(self: Ref<'VIF'>): Promise<readonly (number)[]>
    create(args: Records['VIF']): Promise<Ref<'VIF'>>
    destroy(self: Ref<'VIF'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VIF'>>
    get_record(self: Ref<'VIF'>): Promise<Records['VIF']>
  }
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  VIF_metrics: {
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all(): Promise<readonly (Ref<'VIF_metrics'>)[]>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all_where(expr: string): Promise<readonly (Ref<'VIF_metrics'>)[]>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VIF_metrics'] }>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all_records(): Promise<{ readonly [key: string]: Records['VIF_metrics'] }>
    get_uuid(self: Ref<'VIF_metrics'>): Promise<string>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_io_read_kbs(self: Ref<'VIF_metrics'>): Promise<number>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_io_write_kbs(self: Ref<'VIF_metrics'>): Promise<number>
    get_last_updated(self: Ref<'VIF_metrics'>): Promise<Datetime>
    get_other_config(self: Ref<'VIF_metrics'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VIF_metrics'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VIF_metrics'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VIF_metrics'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_by_uuid(uuid: string): Promise<Ref<'VIF_metrics'>>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_record(self: Ref<'VIF_metrics'>): Promise<Records['VIF_metrics']>
  }
  PIF: {
    /** @deprecated since XenServer 4.1 (miami) */
    create_VLAN(device: string, network: Ref<'network'>, host: Ref<'host'>, VLAN: number): Promise<Ref<'PIF'>>
    /** @deprecated since XenServer 4.1 (miami) */
    destroy(self: Ref<'PIF'>): Promise<void>
    reconfigure_ip(self: Ref<'PIF'>, mode: Enums['ip_configuration_mode'], IP: string, netmask: string, gateway: string, DNS: string): Promise<void>
    reconfigure_ipv6(self: Ref<'PIF'>, mode: Enums['ipv6_configuration_mode'], IPv6: string, gateway: string, DNS: string): Promise<void>
    set_primary_address_type(self: Ref<'PIF'>, primary_address_type: Enums['primary_address_type']): Promise<void>
    scan(host: Ref<'host'>): Promise<void>
    introduce(host: Ref<'host'>, MAC: string, device: string, managed?: boolean): Promise<Ref<'PIF'>>
    forget(self: Ref<'PIF'>): Promise<void>
    unplug(self: Ref<'PIF'>): Promise<void>
    set_disallow_unplug(self: Ref<'PIF'>, value: boolean): Promise<void>
    plug(self: Ref<'PIF'>): Promise<void>
    pool_introduce(device: string, network: Ref<'network'>, host: Ref<'host'>, MAC: string, MTU: number, VLAN: number, physical: boolean, ip_configuration_mode: Enums['ip_configuration_mode'], IP: string, netmask: string, gateway: string, DNS: string, bond_slave_of: Ref<'Bond'>, VLAN_master_of: Ref<'VLAN'>, management: boolean, other_config: { readonly [key: string]: string }, disallow_unplug?: boolean, ipv6_configuration_mode?: Enums['ipv6_configuration_mode'], IPv6?: readonly (string)[], ipv6_gateway?: string, primary_address_type?: Enums['primary_address_type'], managed?: boolean, properties?: { readonly [key: string]: string }): Promise<Ref<'PIF'>>
    db_introduce(device: string, network: Ref<'network'>, host: Ref<'host'>, MAC: string, MTU: number, VLAN: number, physical: boolean, ip_configuration_mode: Enums['ip_configuration_mode'], IP: string, netmask: string, gateway: string, DNS: string, bond_slave_of: Ref<'Bond'>, VLAN_master_of: Ref<'VLAN'>, management: boolean, other_config: { readonly [key: string]: string }, disallow_unplug?: boolean, ipv6_configuration_mode?: Enums['ipv6_configuration_mode'], IPv6?: readonly (string)[], ipv6_gateway?: string, primary_address_type?: Enums['primary_address_type'], managed?: boolean, properties?: { readonly [key: string]: string }): Promise<Ref<'PIF'>>
    db_forget(self: Ref<'PIF'>): Promise<void>
    set_property(self: Ref<'PIF'>, name: string, value: string): Promise<void>
    get_all(): Promise<readonly (Ref<'PIF'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PIF'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PIF'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PIF'] }>
    get_uuid(self: Ref<'PIF'>): Promise<string>
    get_device(self: Ref<'PIF'>): Promise<string>
    get_network(self: Ref<'PIF'>): Promise<Ref<'network'>>
    get_host(self: Ref<'PIF'>): Promise<Ref<'host'>>
    get_MAC(self: Ref<'PIF'>): Promise<string>
    get_MTU(self: Ref<'PIF'>): Promise<number>
    get_VLAN(self: Ref<'PIF'>): Promise<number>
    get_metrics(self: Ref<'PIF'>): Promise<Ref<'PIF_metrics'>>
    get_physical(self: Ref<'PIF'>): Promise<boolean>
    get_currently_attached(self: Ref<'PIF'>): Promise<boolean>
    get_ip_configuration_mode(self: Ref<'PIF'>): Promise<Enums['ip_configuration_mode']>
    get_IP(self: Ref<'PIF'>): Promise<string>
    get_netmask(self: Ref<'PIF'>): Promise<string>
    get_gateway(self: Ref<'PIF'>): Promise<string>
    get_DNS(self: Ref<'PIF'>): Promise<string>
    get_bond_slave_of(self: Ref<'PIF'>): Promise<Ref<'Bond'>>
    get_bond_master_of(self: Ref<'PIF'>): Promise<readonly (Ref<'Bond'>)[]>
    get_VLAN_master_of(self: Ref<'PIF'>): Promise<Ref<'VLAN'>>
    get_VLAN_slave_of(self: Ref<'PIF'>): Promise<readonly (Ref<'VLAN'>)[]>
    get_management(self: Ref<'PIF'>): Promise<boolean>
    get_other_config(self: Ref<'PIF'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'PIF'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'PIF'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'PIF'>, key: string): Promise<void>
    get_disallow_unplug(self: Ref<'PIF'>): Promise<boolean>
    get_tunnel_access_PIF_of(self: Ref<'PIF'>): Promise<readonly (Ref<'tunnel'>)[]>
    get_tunnel_transport_PIF_of(self: Ref<'PIF'>): Promise<readonly (Ref<'tunnel'>)[]>
    get_ipv6_configuration_mode(self: Ref<'PIF'>): Promise<Enums['ipv6_configuration_mode']>
    get_IPv6(self: Ref<'PIF'>): Promise<readonly (string)[]>
    get_ipv6_gateway(self: Ref<'PIF'>): Promise<string>
    get_primary_address_type(self: Ref<'PIF'>): Promise<Enums['primary_address_type']>
    get_managed(self: Ref<'PIF'>): Promise<boolean>
    get_properties(self: Ref<'PIF'>): Promise<{ readonly [key: string]: string }>
    get_capabilities(self: Ref<'PIF'>): Promise<readonly (string)[]>
    get_igmp_snooping_status(self: Ref<'PIF'>): Promise<Enums['pif_igmp_status']>
    get_sriov_physical_PIF_of(self: Ref<'PIF'>): Promise<readonly (Ref<'network_sriov'>)[]>
    get_sriov_logical_PIF_of(self: Ref<'PIF'>): Promise<readonly (Ref<'network_sriov'>)[]>
    get_PCI(self: Ref<'PIF'>): Promise<Ref<'PCI'>>
    get_by_uuid(uuid: string): Promise<Ref<'PIF'>>
    get_record(self: Ref<'PIF'>): Promise<Records['PIF']>
  }
  PIF_metrics: {
    get_all(): Promise<readonly (Ref<'PIF_metrics'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PIF_metrics'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PIF_metrics'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PIF_metrics'] }>
    get_uuid(self: Ref<'PIF_metrics'>): Promise<string>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_io_read_kbs(self: Ref<'PIF_metrics'>): Promise<number>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_io_write_kbs(self: Ref<'PIF_metrics'>): Promise<number>
    get_carrier(self: Ref<'PIF_metrics'>): Promise<boolean>
    get_vendor_id(self: Ref<'PIF_metrics'>): Promise<string>
    get_vendor_name(self: Ref<'PIF_metrics'>): Promise<string>
    get_device_id(self: Ref<'PIF_metrics'>): Promise<string>
    get_device_name(self: Ref<'PIF_metrics'>): Promise<string>
    get_speed(self: Ref<'PIF_metrics'>): Promise<number>
    get_duplex(self: Ref<'PIF_metrics'>): Promise<boolean>
    get_pci_bus_path(self: Ref<'PIF_metrics'>): Promise<string>
    get_last_updated(self: Ref<'PIF_metrics'>): Promise<Datetime>
    get_other_config(self: Ref<'PIF_metrics'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'PIF_metrics'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'PIF_metrics'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'PIF_metrics'>, key: string): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'PIF_metrics'>>
    get_record(self: Ref<'PIF_metrics'>): Promise<Records['PIF_metrics']>
  }
  Bond: {
    create(network: Ref<'network'>, members: readonly (Ref<'PIF'>)[], MAC: string, mode?: Enums['bond_mode'], properties?: { readonly [key: string]: string }): Promise<Ref<'Bond'>>
    destroy(self: Ref<'Bond'>): Promise<void>
    set_mode(self: Ref<'Bond'>, value: Enums['bond_mode']): Promise<void>
    set_property(self: Ref<'Bond'>, name: string, value: string): Promise<void>
    get_all(): Promise<readonly (Ref<'Bond'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Bond'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Bond'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Bond'] }>
    get_uuid(self: Ref<'Bond'>): Promise<string>
    get_master(self: Ref<'Bond'>): Promise<Ref<'PIF'>>
    get_slaves(self: Ref<'Bond'>): Promise<readonly (Ref<'PIF'>)[]>
    get_other_config(self: Ref<'Bond'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'Bond'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'Bond'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'Bond'>, key: string): Promise<void>
    get_primary_slave(self: Ref<'Bond'>): Promise<Ref<'PIF'>>
    get_mode(self: Ref<'Bond'>): Promise<Enums['bond_mode']>
    get_properties(self: Ref<'Bond'>): Promise<{ readonly [key: string]: string }>
    get_links_up(self: Ref<'Bond'>): Promise<number>
    get_auto_update_mac(self: Ref<'Bond'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'Bond'>>
    get_record(self: Ref<'Bond'>): Promise<Records['Bond']>
  }
  VLAN: {
    pool_introduce(tagged_PIF: Ref<'PIF'>, untagged_PIF: Ref<'PIF'>, tag: number, other_config: { readonly [key: string]: string }): Promise<Ref<'VLAN'>>
    create(tagged_PIF: Ref<'PIF'>, tag: number, network: Ref<'network'>): Promise<Ref<'VLAN'>>
    destroy(self: Ref<'VLAN'>): Promise<void>
    get_all(): Promise<readonly (Ref<'VLAN'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VLAN'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VLAN'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VLAN'] }>
    get_uuid(self: Ref<'VLAN'>): Promise<string>
    get_tagged_PIF(self: Ref<'VLAN'>): Promise<Ref<'PIF'>>
    get_untagged_PIF(self: Ref<'VLAN'>): Promise<Ref<'PIF'>>
    get_tag(self: Ref<'VLAN'>): Promise<number>
    get_other_config(self: Ref<'VLAN'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VLAN'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VLAN'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VLAN'>, key: string): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VLAN'>>
    get_record(self: Ref<'VLAN'>): Promise<Records['VLAN']>
  }
  SM: {
    get_all(): Promise<readonly (Ref<'SM'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'SM'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['SM'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['SM'] }>
    get_uuid(self: Ref<'SM'>): Promise<string>
    get_name_label(self: Ref<'SM'>): Promise<string>
    get_name_description(self: Ref<'SM'>): Promise<string>
    get_type(self: Ref<'SM'>): Promise<string>
    get_vendor(self: Ref<'SM'>): Promise<string>
    get_copyright(self: Ref<'SM'>): Promise<string>
    get_version(self: Ref<'SM'>): Promise<string>
    get_required_api_version(self: Ref<'SM'>): Promise<string>
    get_configuration(self: Ref<'SM'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.2 (clearwater) */
    get_capabilities(self: Ref<'SM'>): Promise<readonly (string)[]>
    get_features(self: Ref<'SM'>): Promise<{ readonly [key: string]: number }>
    get_other_config(self: Ref<'SM'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'SM'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'SM'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'SM'>, key: string): Promise<void>
    get_driver_filename(self: Ref<'SM'>): Promise<string>
    get_required_cluster_stack(self: Ref<'SM'>): Promise<readonly (string)[]>
    get_supported_image_formats(self: Ref<'SM'>): Promise<readonly (Enums['image_format_type'])[]>
    get_by_uuid(uuid: string): Promise<Ref<'SM'>>
    get_record(self: Ref<'SM'>): Promise<Records['SM']>
    get_by_name_label(label: string): Promise<readonly (Ref<'SM'>)[]>
  }
  SR: {
    create(host: Ref<'host'>, device_config: { readonly [key: string]: string }, physical_size: number, name_label: string, name_description: string, type: string, content_type: string, shared: boolean, sm_config?: { readonly [key: string]: string }): Promise<Ref<'SR'>>
    introduce(uuid: string, name_label: string, name_description: string, type: string, content_type: string, shared: boolean, sm_config?: { readonly [key: string]: string }): Promise<Ref<'SR'>>
    /** @deprecated since XenServer 4.1 (miami) */
    make(host: Ref<'host'>, device_config: { readonly [key: string]: string }, physical_size: number, name_label: string, name_description: string, type: string, content_type: string, sm_config?: { readonly [key: string]: string }): Promise<string>
    destroy(sr: Ref<'SR'>): Promise<void>
    forget(sr: Ref<'SR'>): Promise<void>
    update(sr: Ref<'SR'>): Promise<void>
    get_supported_types(): Promise<readonly (string)[]>
    scan(sr: Ref<'SR'>): Promise<void>
    probe(host: Ref<'host'>, device_config: { readonly [key: string]: string }, type: string, sm_config?: { readonly [key: string]: string }): Promise<string>
    probe_ext(host: Ref<'host'>, device_config: { readonly [key: string]: string }, type: string, sm_config?: { readonly [key: string]: string }): Promise<readonly (Records['probe_result'])[]>
    set_shared(sr: Ref<'SR'>, value: boolean): Promise<void>
    set_name_label(sr: Ref<'SR'>, value: string): Promise<void>
    set_name_description(sr: Ref<'SR'>, value: string): Promise<void>
    create_new_blob(sr: Ref<'SR'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'blob'>>
    set_physical_size(self: Ref<'SR'>, value: number): Promise<void>
    set_virtual_allocation(self: Ref<'SR'>, value: number): Promise<void>
    set_physical_utilisation(self: Ref<'SR'>, value: number): Promise<void>
    assert_can_host_ha_statefile(sr: Ref<'SR'>): Promise<void>
    assert_supports_database_replication(sr: Ref<'SR'>): Promise<void>
    enable_database_replication(sr: Ref<'SR'>): Promise<void>
    disable_database_replication(sr: Ref<'SR'>): Promise<void>
    get_data_sources(sr: Ref<'SR'>): Promise<readonly (Records['data_source'])[]>
    record_data_source(sr: Ref<'SR'>, data_source: string): Promise<void>
    query_data_source(sr: Ref<'SR'>, data_source: string): Promise<number>
    forget_data_source_archives(sr: Ref<'SR'>, data_source: string): Promise<void>
    get_live_hosts(sr: Ref<'SR'>): Promise<readonly (Ref<'host'>)[]>
    get_all(): Promise<readonly (Ref<'SR'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'SR'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['SR'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['SR'] }>
    get_uuid(self: Ref<'SR'>): Promise<string>
    get_name_label(self: Ref<'SR'>): Promise<string>
    get_name_description(self: Ref<'SR'>): Promise<string>
    get_allowed_operations(self: Ref<'SR'>): Promise<readonly (Enums['storage_operations'])[]>
    get_current_operations(self: Ref<'SR'>): Promise<{ readonly [key: string]: Enums['storage_operations'] }>
    get_VDIs(self: Ref<'SR'>): Promise<readonly (Ref<'VDI'>)[]>
    get_PBDs(self: Ref<'SR'>): Promise<readonly (Ref<'PBD'>)[]>
    get_virtual_allocation(self: Ref<'SR'>): Promise<number>
    get_physical_utilisation(self: Ref<'SR'>): Promise<number>
    get_physical_size(self: Ref<'SR'>): Promise<number>
    get_type(self: Ref<'SR'>): Promise<string>
    get_content_type(self: Ref<'SR'>): Promise<string>
    get_shared(self: Ref<'SR'>): Promise<boolean>
    get_other_config(self: Ref<'SR'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'SR'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'SR'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'SR'>, key: string): Promise<void>
    get_tags(self: Ref<'SR'>): Promise<readonly (string)[]>
    set_tags(self: Ref<'SR'>, value: readonly (string)[]): Promise<void>
    add_tags(self: Ref<'SR'>, value: string): Promise<void>
    remove_tags(self: Ref<'SR'>, value: string): Promise<void>
    get_sm_config(self: Ref<'SR'>): Promise<{ readonly [key: string]: string }>
    set_sm_config(self: Ref<'SR'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_sm_config(self: Ref<'SR'>, key: string, value: string): Promise<void>
    remove_from_sm_config(self: Ref<'SR'>, key: string): Promise<void>
    get_blobs(self: Ref<'SR'>): Promise<{ readonly [key: string]: Ref<'blob'> }>
    get_local_cache_enabled(self: Ref<'SR'>): Promise<boolean>
    get_introduced_by(self: Ref<'SR'>): Promise<Ref<'DR_task'>>
    get_clustered(self: Ref<'SR'>): Promise<boolean>
    get_is_tools_sr(self: Ref<'SR'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'SR'>>
    get_record(self: Ref<'SR'>): Promise<Records['SR']>
    get_by_name_label(label: string): Promise<readonly (Ref<'SR'>)[]>
  }
  sr_stat: {
  }
  probe_result: {
  }
  LVHD: {
    enable_thin_provisioning(host: Ref<'host'>, SR: Ref<'SR'>, initial_allocation: number, allocation_quantum: number): Promise<string>
    get_uuid(self: Ref<'LVHD'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'LVHD'>>
    get_record(self: Ref<'LVHD'>): Promise<Records['LVHD']>
  }
  VDI: {
    snapshot(vdi: Ref<'VDI'>, driver_params?: { readonly [key: string]: string }): Promise<Ref<'VDI'>>
    clone(vdi: Ref<'VDI'>, driver_params?: { readonly [key: string]: string }): Promise<Ref<'VDI'>>
    resize(vdi: Ref<'VDI'>, size: number): Promise<void>
    resize_online(vdi: Ref<'VDI'>, size: number): Promise<void>
    introduce(uuid: string, name_label: string, name_description: string, SR: Ref<'SR'>, type: Enums['vdi_type'], sharable: boolean, read_only: boolean, other_config: { readonly [key: string]: string }, location: string, xenstore_data?: { readonly [key: string]: string }, sm_config?: { readonly [key: string]: string }, managed?: boolean, virtual_size?: number, physical_utilisation?: number, metadata_of_pool?: Ref<'pool'>, is_a_snapshot?: boolean, snapshot_time?: Datetime, snapshot_of?: Ref<'VDI'>): Promise<Ref<'VDI'>>
    pool_introduce(uuid: string, name_label: string, name_description: string, SR: Ref<'SR'>, type: Enums['vdi_type'], sharable: boolean, read_only: boolean, other_config: { readonly [key: string]: string }, location: string, xenstore_data?: { readonly [key: string]: string }, sm_config?: { readonly [key: string]: string }, managed?: boolean, virtual_size?: number, physical_utilisation?: number, metadata_of_pool?: Ref<'pool'>, is_a_snapshot?: boolean, snapshot_time?: Datetime, snapshot_of?: Ref<'VDI'>, cbt_enabled?: boolean): Promise<Ref<'VDI'>>
    db_introduce(uuid: string, name_label: string, name_description: string, SR: Ref<'SR'>, type: Enums['vdi_type'], sharable: boolean, read_only: boolean, other_config: { readonly [key: string]: string }, location: string, xenstore_data?: { readonly [key: string]: string }, sm_config?: { readonly [key: string]: string }, managed?: boolean, virtual_size?: number, physical_utilisation?: number, metadata_of_pool?: Ref<'pool'>, is_a_snapshot?: boolean, snapshot_time?: Datetime, snapshot_of?: Ref<'VDI'>, cbt_enabled?: boolean): Promise<Ref<'VDI'>>
    db_forget(vdi: Ref<'VDI'>): Promise<void>
    update(vdi: Ref<'VDI'>): Promise<void>
    copy(vdi: Ref<'VDI'>, sr?: Ref<'SR'>, base_vdi?: Ref<'VDI'>, into_vdi?: Ref<'VDI'>): Promise<Ref<'VDI'>>
    /** @deprecated since XenServer 4.1 (miami) */
    force_unlock(vdi: Ref<'VDI'>): Promise<void>
    set_managed(self: Ref<'VDI'>, value: boolean): Promise<void>
    forget(vdi: Ref<'VDI'>): Promise<void>
    set_sharable(self: Ref<'VDI'>, value: boolean): Promise<void>
    set_read_only(self: Ref<'VDI'>, value: boolean): Promise<void>
    set_missing(self: Ref<'VDI'>, value: boolean): Promise<void>
    set_virtual_size(self: Ref<'VDI'>, value: number): Promise<void>
    set_physical_utilisation(self: Ref<'VDI'>, value: number): Promise<void>
    set_is_a_snapshot(self: Ref<'VDI'>, value: boolean): Promise<void>
    set_snapshot_of(self: Ref<'VDI'>, value: Ref<'VDI'>): Promise<void>
    set_snapshot_time(self: Ref<'VDI'>, value: Datetime): Promise<void>
    set_metadata_of_pool(self: Ref<'VDI'>, value: Ref<'pool'>): Promise<void>
    set_name_label(self: Ref<'VDI'>, value: string): Promise<void>
    set_name_description(self: Ref<'VDI'>, value: string): Promise<void>
    generate_config(host: Ref<'host'>, vdi: Ref<'VDI'>): Promise<string>
    set_on_boot(self: Ref<'VDI'>, value: Enums['on_boot']): Promise<void>
    set_allow_caching(self: Ref<'VDI'>, value: boolean): Promise<void>
    open_database(self: Ref<'VDI'>): Promise<Ref<'session'>>
    checksum(self: Ref<'VDI'>): Promise<string>
    read_database_pool_uuid(self: Ref<'VDI'>): Promise<string>
    pool_migrate(vdi: Ref<'VDI'>, sr: Ref<'SR'>, options: { readonly [key: string]: string }): Promise<Ref<'VDI'>>
    enable_cbt(self: Ref<'VDI'>): Promise<void>
    disable_cbt(self: Ref<'VDI'>): Promise<void>
    set_cbt_enabled(self: Ref<'VDI'>, value: boolean): Promise<void>
    data_destroy(self: Ref<'VDI'>): Promise<void>
    list_changed_blocks(vdi_from: Ref<'VDI'>, vdi_to: Ref<'VDI'>): Promise<string>
    get_nbd_info(self: Ref<'VDI'>): Promise<readonly (Records['vdi_nbd_server_info'])[]>
    revert(snapshot: Ref<'VDI'>): Promise<void>
    get_all(): Promise<readonly (Ref<'VDI'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VDI'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VDI'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VDI'] }>
    get_uuid(self: Ref<'VDI'>): Promise<string>
    get_name_label(self: Ref<'VDI'>): Promise<string>
    get_name_description(self: Ref<'VDI'>): Promise<string>
    get_allowed_operations(self: Ref<'VDI'>): Promise<readonly (Enums['vdi_operations'])[]>
    get_current_operations(self: Ref<'VDI'>): Promise<{ readonly [key: string]: Enums['vdi_operations'] }>
    get_SR(self: Ref<'VDI'>): Promise<Ref<'SR'>>
    get_VBDs(self: Ref<'VDI'>): Promise<readonly (Ref<'VBD'>)[]>
    get_crash_dumps(self: Ref<'VDI'>): Promise<readonly (Ref<'crashdump'>)[]>
    get_virtual_size(self: Ref<'VDI'>): Promise<number>
    get_physical_utilisation(self: Ref<'VDI'>): Promise<number>
    get_type(self: Ref<'VDI'>): Promise<Enums['vdi_type']>
    get_sharable(self: Ref<'VDI'>): Promise<boolean>
    get_read_only(self: Ref<'VDI'>): Promise<boolean>
    get_other_config(self: Ref<'VDI'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VDI'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VDI'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VDI'>, key: string): Promise<void>
    get_storage_lock(self: Ref<'VDI'>): Promise<boolean>
    get_location(self: Ref<'VDI'>): Promise<string>
    get_managed(self: Ref<'VDI'>): Promise<boolean>
    get_missing(self: Ref<'VDI'>): Promise<boolean>
    /** @deprecated since XenServer 7.1 (ely) */
    get_parent(self: Ref<'VDI'>): Promise<Ref<'VDI'>>
    get_xenstore_data(self: Ref<'VDI'>): Promise<{ readonly [key: string]: string }>
    set_xenstore_data(self: Ref<'VDI'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_xenstore_data(self: Ref<'VDI'>, key: string, value: string): Promise<void>
    remove_from_xenstore_data(self: Ref<'VDI'>, key: string): Promise<void>
    get_sm_config(self: Ref<'VDI'>): Promise<{ readonly [key: string]: string }>
    set_sm_config(self: Ref<'VDI'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_sm_config(self: Ref<'VDI'>, key: string, value: string): Promise<void>
    remove_from_sm_config(self: Ref<'VDI'>, key: string): Promise<void>
    get_is_a_snapshot(self: Ref<'VDI'>): Promise<boolean>
    get_snapshot_of(self: Ref<'VDI'>): Promise<Ref<'VDI'>>
    get_snapshots(self: Ref<'VDI'>): Promise<readonly (Ref<'VDI'>)[]>
    get_snapshot_time(self: Ref<'VDI'>): Promise<Datetime>
    get_tags(self: Ref<'VDI'>): Promise<readonly (string)[]>
    set_tags(self: Ref<'VDI'>, value: readonly (string)[]): Promise<void>
    add_tags(self: Ref<'VDI'>, value: string): Promise<void>
    remove_tags(self: Ref<'VDI'>, value: string): Promise<void>
    get_allow_caching(self: Ref<'VDI'>): Promise<boolean>
    get_on_boot(self: Ref<'VDI'>): Promise<Enums['on_boot']>
    get_metadata_of_pool(self: Ref<'VDI'>): Promise<Ref<'pool'>>
    get_metadata_latest(self: Ref<'VDI'>): Promise<boolean>
    get_is_tools_iso(self: Ref<'VDI'>): Promise<boolean>
    get_cbt_enabled(self: Ref<'VDI'>): Promise<boolean>
    create(args: Records['VDI']): Promise<Ref<'VDI'>>
    destroy(self: Ref<'VDI'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VDI'>>
    get_record(self: Ref<'VDI'>): Promise<Records['VDI']>
    get_by_name_label(label: string): Promise<readonly (Ref<'VDI'>)[]>
  }
  VBD: {
    eject(vbd: Ref<'VBD'>): Promise<void>
    insert(vbd: Ref<'VBD'>, vdi: Ref<'VDI'>): Promise<void>
    plug(self: Ref<'VBD'>): Promise<void>
    unplug(self: Ref<'VBD'>): Promise<void>
    unplug_force(self: Ref<'VBD'>): Promise<void>
    /** @deprecated since XenServer 7.1 (ely) */
    unplug_force_no_safety_check(self: Ref<'VBD'>): Promise<void>
    assert_attachable(self: Ref<'VBD'>): Promise<void>
    pause(self: Ref<'VBD'>): Promise<string>
    unpause(self: Ref<'VBD'>, token?: string): Promise<void>
    set_mode(self: Ref<'VBD'>, value: Enums['vbd_mode']): Promise<void>
    get_all(): Promise<readonly (Ref<'VBD'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VBD'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VBD'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VBD'] }>
    get_uuid(self: Ref<'VBD'>): Promise<string>
    get_allowed_operations(self: Ref<'VBD'>): Promise<readonly (Enums['vbd_operations'])[]>
    get_current_operations(self: Ref<'VBD'>): Promise<{ readonly [key: string]: Enums['vbd_operations'] }>
    get_VM(self: Ref<'VBD'>): Promise<Ref<'VM'>>
    get_VDI(self: Ref<'VBD'>): Promise<Ref<'VDI'>>
    get_device(self: Ref<'VBD'>): Promise<string>
    get_userdevice(self: Ref<'VBD'>): Promise<string>
    set_userdevice(self: Ref<'VBD'>, value: string): Promise<void>
    get_bootable(self: Ref<'VBD'>): Promise<boolean>
    set_bootable(self: Ref<'VBD'>, value: boolean): Promise<void>
    get_mode(self: Ref<'VBD'>): Promise<Enums['vbd_mode']>
    get_type(self: Ref<'VBD'>): Promise<Enums['vbd_type']>
    set_type(self: Ref<'VBD'>, value: Enums['vbd_type']): Promise<void>
    get_unpluggable(self: Ref<'VBD'>): Promise<boolean>
    set_unpluggable(self: Ref<'VBD'>, value: boolean): Promise<void>
    get_storage_lock(self: Ref<'VBD'>): Promise<boolean>
    get_empty(self: Ref<'VBD'>): Promise<boolean>
    get_other_config(self: Ref<'VBD'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VBD'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VBD'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VBD'>, key: string): Promise<void>
    get_currently_attached(self: Ref<'VBD'>): Promise<boolean>
    get_status_code(self: Ref<'VBD'>): Promise<number>
    get_status_detail(self: Ref<'VBD'>): Promise<string>
    get_runtime_properties(self: Ref<'VBD'>): Promise<{ readonly [key: string]: string }>
    get_qos_algorithm_type(self: Ref<'VBD'>): Promise<string>
    set_qos_algorithm_type(self: Ref<'VBD'>, value: string): Promise<void>
    get_qos_algorithm_params(self: Ref<'VBD'>): Promise<{ readonly [key: string]: string }>
    set_qos_algorithm_params(self: Ref<'VBD'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_qos_algorithm_params(self: Ref<'VBD'>, key: string, value: string): Promise<void>
    remove_from_qos_algorithm_params(self: Ref<'VBD'>, key: string): Promise<void>
    get_qos_supported_algorithms(self: Ref<'VBD'>): Promise<readonly (string)[]>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_metrics(self: Ref<'VBD'>): Promise<Ref<'VBD_metrics'>>
    create(args: Records['VBD']): Promise<Ref<'VBD'>>
    destroy(self: Ref<'VBD'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VBD'>>
    get_record(self: Ref<'VBD'>): Promise<Records['VBD']>
  }
  /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
  VBD_metrics: {
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all(): Promise<readonly (Ref<'VBD_metrics'>)[]>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all_where(expr: string): Promise<readonly (Ref<'VBD_metrics'>)[]>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VBD_metrics'] }>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_all_records(): Promise<{ readonly [key: string]: Records['VBD_metrics'] }>
    get_uuid(self: Ref<'VBD_metrics'>): Promise<string>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_io_read_kbs(self: Ref<'VBD_metrics'>): Promise<number>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_io_write_kbs(self: Ref<'VBD_metrics'>): Promise<number>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_last_updated(self: Ref<'VBD_metrics'>): Promise<Datetime>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_other_config(self: Ref<'VBD_metrics'>): Promise<{ readonly [key: string]: string }>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    set_other_config(self: Ref<'VBD_metrics'>, value: { readonly [key: string]: string }): Promise<void>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    add_to_other_config(self: Ref<'VBD_metrics'>, key: string, value: string): Promise<void>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    remove_from_other_config(self: Ref<'VBD_metrics'>, key: string): Promise<void>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_by_uuid(uuid: string): Promise<Ref<'VBD_metrics'>>
    /** @deprecated since XenServer 6.1 (tampa), gone since XenServer 6.1 (tampa) */
    get_record(self: Ref<'VBD_metrics'>): Promise<Records['VBD_metrics']>
  }
  PBD: {
    plug(self: Ref<'PBD'>): Promise<void>
    unplug(self: Ref<'PBD'>): Promise<void>
    set_device_config(self: Ref<'PBD'>, value: { readonly [key: string]: string }): Promise<void>
    get_all(): Promise<readonly (Ref<'PBD'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PBD'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PBD'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PBD'] }>
    get_uuid(self: Ref<'PBD'>): Promise<string>
    get_host(self: Ref<'PBD'>): Promise<Ref<'host'>>
    get_SR(self: Ref<'PBD'>): Promise<Ref<'SR'>>
    get_device_config(self: Ref<'PBD'>): Promise<{ readonly [key: string]: string }>
    get_currently_attached(self: Ref<'PBD'>): Promise<boolean>
    get_other_config(self: Ref<'PBD'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'PBD'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'PBD'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'PBD'>, key: string): Promise<void>
    create(args: Records['PBD']): Promise<Ref<'PBD'>>
    destroy(self: Ref<'PBD'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'PBD'>>
    get_record(self: Ref<'PBD'>): Promise<Records['PBD']>
  }
  /** @deprecated since XenServer 7.3 (inverness) */
  crashdump: {
    destroy(self: Ref<'crashdump'>): Promise<void>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_all(): Promise<readonly (Ref<'crashdump'>)[]>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_all_where(expr: string): Promise<readonly (Ref<'crashdump'>)[]>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['crashdump'] }>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_all_records(): Promise<{ readonly [key: string]: Records['crashdump'] }>
    get_uuid(self: Ref<'crashdump'>): Promise<string>
    get_VM(self: Ref<'crashdump'>): Promise<Ref<'VM'>>
    get_VDI(self: Ref<'crashdump'>): Promise<Ref<'VDI'>>
    get_other_config(self: Ref<'crashdump'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'crashdump'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'crashdump'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'crashdump'>, key: string): Promise<void>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_by_uuid(uuid: string): Promise<Ref<'crashdump'>>
    /** @deprecated since XenServer 7.3 (inverness) */
    get_record(self: Ref<'crashdump'>): Promise<Records['crashdump']>
  }
  VTPM: {
    create(vM: Ref<'VM'>, is_unique: boolean): Promise<Ref<'VTPM'>>
    destroy(self: Ref<'VTPM'>): Promise<void>
    get_contents(self: Ref<'VTPM'>): Promise<string>
    set_contents(self: Ref<'VTPM'>, contents: string): Promise<void>
    get_all(): Promise<readonly (Ref<'VTPM'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VTPM'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VTPM'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VTPM'] }>
    get_uuid(self: Ref<'VTPM'>): Promise<string>
    get_allowed_operations(self: Ref<'VTPM'>): Promise<readonly (Enums['vtpm_operations'])[]>
    get_current_operations(self: Ref<'VTPM'>): Promise<{ readonly [key: string]: Enums['vtpm_operations'] }>
    get_VM(self: Ref<'VTPM'>): Promise<Ref<'VM'>>
    get_backend(self: Ref<'VTPM'>): Promise<Ref<'VM'>>
    get_persistence_backend(self: Ref<'VTPM'>): Promise<Enums['persistence_backend']>
    get_is_unique(self: Ref<'VTPM'>): Promise<boolean>
    get_is_protected(self: Ref<'VTPM'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'VTPM'>>
    get_record(self: Ref<'VTPM'>): Promise<Records['VTPM']>
  }
  console: {
    get_all(): Promise<readonly (Ref<'console'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'console'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['console'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['console'] }>
    get_uuid(self: Ref<'console'>): Promise<string>
    get_protocol(self: Ref<'console'>): Promise<Enums['console_protocol']>
    get_location(self: Ref<'console'>): Promise<string>
    get_VM(self: Ref<'console'>): Promise<Ref<'VM'>>
    get_other_config(self: Ref<'console'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'console'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'console'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'console'>, key: string): Promise<void>
    create(args: Records['console']): Promise<Ref<'console'>>
    destroy(self: Ref<'console'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'console'>>
    get_record(self: Ref<'console'>): Promise<Records['console']>
  }
  /** @deprecated since XenServer 5.5 (george) */
  user: {
    get_uuid(self: Ref<'user'>): Promise<string>
    get_short_name(self: Ref<'user'>): Promise<string>
    get_fullname(self: Ref<'user'>): Promise<string>
    set_fullname(self: Ref<'user'>, value: string): Promise<void>
    get_other_config(self: Ref<'user'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'user'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'user'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'user'>, key: string): Promise<void>
    /** @deprecated since XenServer 5.5 (george) */
    create(args: Records['user']): Promise<Ref<'user'>>
    /** @deprecated since XenServer 5.5 (george) */
    destroy(self: Ref<'user'>): Promise<void>
    /** @deprecated since XenServer 5.5 (george) */
    get_by_uuid(uuid: string): Promise<Ref<'user'>>
    /** @deprecated since XenServer 5.5 (george) */
    get_record(self: Ref<'user'>): Promise<Records['user']>
  }
  data_source: {
  }
  blob: {
    create(mime_type: string, public_?: boolean): Promise<Ref<'blob'>>
    destroy(self: Ref<'blob'>): Promise<void>
    get_all(): Promise<readonly (Ref<'blob'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'blob'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['blob'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['blob'] }>
    get_uuid(self: Ref<'blob'>): Promise<string>
    get_name_label(self: Ref<'blob'>): Promise<string>
    set_name_label(self: Ref<'blob'>, value: string): Promise<void>
    get_name_description(self: Ref<'blob'>): Promise<string>
    set_name_description(self: Ref<'blob'>, value: string): Promise<void>
    get_size(self: Ref<'blob'>): Promise<number>
    get_public(self: Ref<'blob'>): Promise<boolean>
    set_public(self: Ref<'blob'>, value: boolean): Promise<void>
    get_last_updated(self: Ref<'blob'>): Promise<Datetime>
    get_mime_type(self: Ref<'blob'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'blob'>>
    get_record(self: Ref<'blob'>): Promise<Records['blob']>
    get_by_name_label(label: string): Promise<readonly (Ref<'blob'>)[]>
  }
  message: {
    create(name: string, priority: number, cls: Enums['cls'], obj_uuid: string, body: string): Promise<Ref<'message'>>
    destroy(self: Ref<'message'>): Promise<void>
    destroy_many(messages: readonly (Ref<'message'>)[]): Promise<void>
    destroy_all(filters: { readonly [key: string]: string }): Promise<void>
    get(cls: Enums['cls'], obj_uuid: string, since: Datetime): Promise<{ readonly [key: string]: Records['message'] }>
    get_all(): Promise<readonly (Ref<'message'>)[]>
    get_since(since: Datetime): Promise<{ readonly [key: string]: Records['message'] }>
    get_record(self: Ref<'message'>): Promise<Records['message']>
    get_by_uuid(uuid: string): Promise<Ref<'message'>>
    get_all_records(): Promise<{ readonly [key: string]: Records['message'] }>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['message'] }>
  }
  secret: {
    introduce(uuid: string, value: string, other_config?: { readonly [key: string]: string }): Promise<Ref<'secret'>>
    get_all(): Promise<readonly (Ref<'secret'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'secret'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['secret'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['secret'] }>
    get_uuid(self: Ref<'secret'>): Promise<string>
    get_value(self: Ref<'secret'>): Promise<string>
    set_value(self: Ref<'secret'>, value: string): Promise<void>
    get_other_config(self: Ref<'secret'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'secret'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'secret'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'secret'>, key: string): Promise<void>
    create(args: Records['secret']): Promise<Ref<'secret'>>
    destroy(self: Ref<'secret'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'secret'>>
    get_record(self: Ref<'secret'>): Promise<Records['secret']>
  }
  tunnel: {
    create(transport_PIF: Ref<'PIF'>, network: Ref<'network'>, protocol?: Enums['tunnel_protocol']): Promise<Ref<'tunnel'>>
    destroy(self: Ref<'tunnel'>): Promise<void>
    get_all(): Promise<readonly (Ref<'tunnel'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'tunnel'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['tunnel'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['tunnel'] }>
    get_uuid(self: Ref<'tunnel'>): Promise<string>
    get_access_PIF(self: Ref<'tunnel'>): Promise<Ref<'PIF'>>
    get_transport_PIF(self: Ref<'tunnel'>): Promise<Ref<'PIF'>>
    get_status(self: Ref<'tunnel'>): Promise<{ readonly [key: string]: string }>
    set_status(self: Ref<'tunnel'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_status(self: Ref<'tunnel'>, key: string, value: string): Promise<void>
    remove_from_status(self: Ref<'tunnel'>, key: string): Promise<void>
    get_other_config(self: Ref<'tunnel'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'tunnel'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'tunnel'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'tunnel'>, key: string): Promise<void>
    get_protocol(self: Ref<'tunnel'>): Promise<Enums['tunnel_protocol']>
    set_protocol(self: Ref<'tunnel'>, value: Enums['tunnel_protocol']): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'tunnel'>>
    get_record(self: Ref<'tunnel'>): Promise<Records['tunnel']>
  }
  network_sriov: {
    create(pif: Ref<'PIF'>, network: Ref<'network'>): Promise<Ref<'network_sriov'>>
    destroy(self: Ref<'network_sriov'>): Promise<void>
    get_remaining_capacity(self: Ref<'network_sriov'>): Promise<number>
    get_all(): Promise<readonly (Ref<'network_sriov'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'network_sriov'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['network_sriov'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['network_sriov'] }>
    get_uuid(self: Ref<'network_sriov'>): Promise<string>
    get_physical_PIF(self: Ref<'network_sriov'>): Promise<Ref<'PIF'>>
    get_logical_PIF(self: Ref<'network_sriov'>): Promise<Ref<'PIF'>>
    get_requires_reboot(self: Ref<'network_sriov'>): Promise<boolean>
    get_configuration_mode(self: Ref<'network_sriov'>): Promise<Enums['sriov_configuration_mode']>
    get_by_uuid(uuid: string): Promise<Ref<'network_sriov'>>
    get_record(self: Ref<'network_sriov'>): Promise<Records['network_sriov']>
  }
  PCI: {
    disable_dom0_access(self: Ref<'PCI'>): Promise<Enums['pci_dom0_access']>
    enable_dom0_access(self: Ref<'PCI'>): Promise<Enums['pci_dom0_access']>
    get_dom0_access_status(self: Ref<'PCI'>): Promise<Enums['pci_dom0_access']>
    get_all(): Promise<readonly (Ref<'PCI'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PCI'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PCI'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PCI'] }>
    get_uuid(self: Ref<'PCI'>): Promise<string>
    get_class_id(self: Ref<'PCI'>): Promise<string>
    get_class_name(self: Ref<'PCI'>): Promise<string>
    get_vendor_id(self: Ref<'PCI'>): Promise<string>
    get_vendor_name(self: Ref<'PCI'>): Promise<string>
    get_device_id(self: Ref<'PCI'>): Promise<string>
    get_device_name(self: Ref<'PCI'>): Promise<string>
    get_host(self: Ref<'PCI'>): Promise<Ref<'host'>>
    get_pci_id(self: Ref<'PCI'>): Promise<string>
    get_dependencies(self: Ref<'PCI'>): Promise<readonly (Ref<'PCI'>)[]>
    get_other_config(self: Ref<'PCI'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'PCI'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'PCI'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'PCI'>, key: string): Promise<void>
    get_subsystem_vendor_id(self: Ref<'PCI'>): Promise<string>
    get_subsystem_vendor_name(self: Ref<'PCI'>): Promise<string>
    get_subsystem_device_id(self: Ref<'PCI'>): Promise<string>
    get_subsystem_device_name(self: Ref<'PCI'>): Promise<string>
    get_driver_name(self: Ref<'PCI'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'PCI'>>
    get_record(self: Ref<'PCI'>): Promise<Records['PCI']>
  }
  PGPU: {
    add_enabled_VGPU_types(self: Ref<'PGPU'>, value: Ref<'VGPU_type'>): Promise<void>
    remove_enabled_VGPU_types(self: Ref<'PGPU'>, value: Ref<'VGPU_type'>): Promise<void>
    set_enabled_VGPU_types(self: Ref<'PGPU'>, value: readonly (Ref<'VGPU_type'>)[]): Promise<void>
    set_GPU_group(self: Ref<'PGPU'>, value: Ref<'GPU_group'>): Promise<void>
    get_remaining_capacity(self: Ref<'PGPU'>, vgpu_type: Ref<'VGPU_type'>): Promise<number>
    /** @deprecated since xapi 24.14.0 */
    enable_dom0_access(self: Ref<'PGPU'>): Promise<Enums['pci_dom0_access']>
    /** @deprecated since xapi 24.14.0 */
    disable_dom0_access(self: Ref<'PGPU'>): Promise<Enums['pci_dom0_access']>
    get_all(): Promise<readonly (Ref<'PGPU'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PGPU'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PGPU'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PGPU'] }>
    get_uuid(self: Ref<'PGPU'>): Promise<string>
    get_PCI(self: Ref<'PGPU'>): Promise<Ref<'PCI'>>
    get_GPU_group(self: Ref<'PGPU'>): Promise<Ref<'GPU_group'>>
    get_host(self: Ref<'PGPU'>): Promise<Ref<'host'>>
    get_other_config(self: Ref<'PGPU'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'PGPU'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'PGPU'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'PGPU'>, key: string): Promise<void>
    get_supported_VGPU_types(self: Ref<'PGPU'>): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_enabled_VGPU_types(self: Ref<'PGPU'>): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_resident_VGPUs(self: Ref<'PGPU'>): Promise<readonly (Ref<'VGPU'>)[]>
    get_supported_VGPU_max_capacities(self: Ref<'PGPU'>): Promise<{ readonly [key: string]: number }>
    /** @deprecated since xapi 24.14.0 */
    get_dom0_access(self: Ref<'PGPU'>): Promise<Enums['pci_dom0_access']>
    get_is_system_display_device(self: Ref<'PGPU'>): Promise<boolean>
    get_compatibility_metadata(self: Ref<'PGPU'>): Promise<{ readonly [key: string]: string }>
    get_by_uuid(uuid: string): Promise<Ref<'PGPU'>>
    get_record(self: Ref<'PGPU'>): Promise<Records['PGPU']>
  }
  GPU_group: {
    create(name_label?: string, name_description?: string, other_config?: { readonly [key: string]: string }): Promise<Ref<'GPU_group'>>
    destroy(self: Ref<'GPU_group'>): Promise<void>
    update_enabled_VGPU_types(self: Ref<'GPU_group'>): Promise<void>
    update_supported_VGPU_types(self: Ref<'GPU_group'>): Promise<void>
    get_remaining_capacity(self: Ref<'GPU_group'>, vgpu_type: Ref<'VGPU_type'>): Promise<number>
    get_all(): Promise<readonly (Ref<'GPU_group'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'GPU_group'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['GPU_group'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['GPU_group'] }>
    get_uuid(self: Ref<'GPU_group'>): Promise<string>
    get_name_label(self: Ref<'GPU_group'>): Promise<string>
    set_name_label(self: Ref<'GPU_group'>, value: string): Promise<void>
    get_name_description(self: Ref<'GPU_group'>): Promise<string>
    set_name_description(self: Ref<'GPU_group'>, value: string): Promise<void>
    get_PGPUs(self: Ref<'GPU_group'>): Promise<readonly (Ref<'PGPU'>)[]>
    get_VGPUs(self: Ref<'GPU_group'>): Promise<readonly (Ref<'VGPU'>)[]>
    get_GPU_types(self: Ref<'GPU_group'>): Promise<readonly (string)[]>
    get_other_config(self: Ref<'GPU_group'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'GPU_group'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'GPU_group'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'GPU_group'>, key: string): Promise<void>
    get_allocation_algorithm(self: Ref<'GPU_group'>): Promise<Enums['allocation_algorithm']>
    set_allocation_algorithm(self: Ref<'GPU_group'>, value: Enums['allocation_algorithm']): Promise<void>
    get_supported_VGPU_types(self: Ref<'GPU_group'>): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_enabled_VGPU_types(self: Ref<'GPU_group'>): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_by_uuid(uuid: string): Promise<Ref<'GPU_group'>>
    get_record(self: Ref<'GPU_group'>): Promise<Records['GPU_group']>
    get_by_name_label(label: string): Promise<readonly (Ref<'GPU_group'>)[]>
  }
  VGPU: {
    create(VM: Ref<'VM'>, GPU_group: Ref<'GPU_group'>, device?: string, other_config?: { readonly [key: string]: string }, type?: Ref<'VGPU_type'>): Promise<Ref<'VGPU'>>
    destroy(self: Ref<'VGPU'>): Promise<void>
    atomic_set_resident_on(self: Ref<'VGPU'>, value: Ref<'PGPU'>): Promise<void>
    get_all(): Promise<readonly (Ref<'VGPU'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VGPU'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VGPU'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VGPU'] }>
    get_uuid(self: Ref<'VGPU'>): Promise<string>
    get_VM(self: Ref<'VGPU'>): Promise<Ref<'VM'>>
    get_GPU_group(self: Ref<'VGPU'>): Promise<Ref<'GPU_group'>>
    get_device(self: Ref<'VGPU'>): Promise<string>
    get_currently_attached(self: Ref<'VGPU'>): Promise<boolean>
    get_other_config(self: Ref<'VGPU'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VGPU'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VGPU'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VGPU'>, key: string): Promise<void>
    get_type(self: Ref<'VGPU'>): Promise<Ref<'VGPU_type'>>
    get_resident_on(self: Ref<'VGPU'>): Promise<Ref<'PGPU'>>
    get_scheduled_to_be_resident_on(self: Ref<'VGPU'>): Promise<Ref<'PGPU'>>
    get_compatibility_metadata(self: Ref<'VGPU'>): Promise<{ readonly [key: string]: string }>
    get_extra_args(self: Ref<'VGPU'>): Promise<string>
    set_extra_args(self: Ref<'VGPU'>, value: string): Promise<void>
    get_PCI(self: Ref<'VGPU'>): Promise<Ref<'PCI'>>
    get_by_uuid(uuid: string): Promise<Ref<'VGPU'>>
    get_record(self: Ref<'VGPU'>): Promise<Records['VGPU']>
  }
  VGPU_type: {
    get_all(): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VGPU_type'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VGPU_type'] }>
    get_uuid(self: Ref<'VGPU_type'>): Promise<string>
    get_vendor_name(self: Ref<'VGPU_type'>): Promise<string>
    get_model_name(self: Ref<'VGPU_type'>): Promise<string>
    get_framebuffer_size(self: Ref<'VGPU_type'>): Promise<number>
    get_max_heads(self: Ref<'VGPU_type'>): Promise<number>
    get_max_resolution_x(self: Ref<'VGPU_type'>): Promise<number>
    get_max_resolution_y(self: Ref<'VGPU_type'>): Promise<number>
    get_supported_on_PGPUs(self: Ref<'VGPU_type'>): Promise<readonly (Ref<'PGPU'>)[]>
    get_enabled_on_PGPUs(self: Ref<'VGPU_type'>): Promise<readonly (Ref<'PGPU'>)[]>
    get_VGPUs(self: Ref<'VGPU_type'>): Promise<readonly (Ref<'VGPU'>)[]>
    get_supported_on_GPU_groups(self: Ref<'VGPU_type'>): Promise<readonly (Ref<'GPU_group'>)[]>
    get_enabled_on_GPU_groups(self: Ref<'VGPU_type'>): Promise<readonly (Ref<'GPU_group'>)[]>
    get_implementation(self: Ref<'VGPU_type'>): Promise<Enums['vgpu_type_implementation']>
    get_identifier(self: Ref<'VGPU_type'>): Promise<string>
    get_experimental(self: Ref<'VGPU_type'>): Promise<boolean>
    get_compatible_types_in_vm(self: Ref<'VGPU_type'>): Promise<readonly (Ref<'VGPU_type'>)[]>
    get_by_uuid(uuid: string): Promise<Ref<'VGPU_type'>>
    get_record(self: Ref<'VGPU_type'>): Promise<Records['VGPU_type']>
  }
  PVS_site: {
    introduce(name_label: string, name_description: string, PVS_uuid: string): Promise<Ref<'PVS_site'>>
    forget(self: Ref<'PVS_site'>): Promise<void>
    set_PVS_uuid(self: Ref<'PVS_site'>, value: string): Promise<void>
    get_all(): Promise<readonly (Ref<'PVS_site'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PVS_site'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PVS_site'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PVS_site'] }>
    get_uuid(self: Ref<'PVS_site'>): Promise<string>
    get_name_label(self: Ref<'PVS_site'>): Promise<string>
    set_name_label(self: Ref<'PVS_site'>, value: string): Promise<void>
    get_name_description(self: Ref<'PVS_site'>): Promise<string>
    set_name_description(self: Ref<'PVS_site'>, value: string): Promise<void>
    get_PVS_uuid(self: Ref<'PVS_site'>): Promise<string>
    get_cache_storage(self: Ref<'PVS_site'>): Promise<readonly (Ref<'PVS_cache_storage'>)[]>
    get_servers(self: Ref<'PVS_site'>): Promise<readonly (Ref<'PVS_server'>)[]>
    get_proxies(self: Ref<'PVS_site'>): Promise<readonly (Ref<'PVS_proxy'>)[]>
    get_by_uuid(uuid: string): Promise<Ref<'PVS_site'>>
    get_record(self: Ref<'PVS_site'>): Promise<Records['PVS_site']>
    get_by_name_label(label: string): Promise<readonly (Ref<'PVS_site'>)[]>
  }
  PVS_server: {
    introduce(addresses: readonly (string)[], first_port: number, last_port: number, site: Ref<'PVS_site'>): Promise<Ref<'PVS_server'>>
    forget(self: Ref<'PVS_server'>): Promise<void>
    get_all(): Promise<readonly (Ref<'PVS_server'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PVS_server'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PVS_server'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PVS_server'] }>
    get_uuid(self: Ref<'PVS_server'>): Promise<string>
    get_addresses(self: Ref<'PVS_server'>): Promise<readonly (string)[]>
    get_first_port(self: Ref<'PVS_server'>): Promise<number>
    get_last_port(self: Ref<'PVS_server'>): Promise<number>
    get_site(self: Ref<'PVS_server'>): Promise<Ref<'PVS_site'>>
    get_by_uuid(uuid: string): Promise<Ref<'PVS_server'>>
    get_record(self: Ref<'PVS_server'>): Promise<Records['PVS_server']>
  }
  PVS_proxy: {
    create(site: Ref<'PVS_site'>, VIF: Ref<'VIF'>): Promise<Ref<'PVS_proxy'>>
    destroy(self: Ref<'PVS_proxy'>): Promise<void>
    get_all(): Promise<readonly (Ref<'PVS_proxy'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PVS_proxy'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PVS_proxy'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PVS_proxy'] }>
    get_uuid(self: Ref<'PVS_proxy'>): Promise<string>
    get_site(self: Ref<'PVS_proxy'>): Promise<Ref<'PVS_site'>>
    get_VIF(self: Ref<'PVS_proxy'>): Promise<Ref<'VIF'>>
    get_currently_attached(self: Ref<'PVS_proxy'>): Promise<boolean>
    get_status(self: Ref<'PVS_proxy'>): Promise<Enums['pvs_proxy_status']>
    get_by_uuid(uuid: string): Promise<Ref<'PVS_proxy'>>
    get_record(self: Ref<'PVS_proxy'>): Promise<Records['PVS_proxy']>
  }
  PVS_cache_storage: {
    get_all(): Promise<readonly (Ref<'PVS_cache_storage'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PVS_cache_storage'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PVS_cache_storage'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PVS_cache_storage'] }>
    get_uuid(self: Ref<'PVS_cache_storage'>): Promise<string>
    get_host(self: Ref<'PVS_cache_storage'>): Promise<Ref<'host'>>
    get_SR(self: Ref<'PVS_cache_storage'>): Promise<Ref<'SR'>>
    get_site(self: Ref<'PVS_cache_storage'>): Promise<Ref<'PVS_site'>>
    get_size(self: Ref<'PVS_cache_storage'>): Promise<number>
    get_VDI(self: Ref<'PVS_cache_storage'>): Promise<Ref<'VDI'>>
    create(args: Records['PVS_cache_storage']): Promise<Ref<'PVS_cache_storage'>>
    destroy(self: Ref<'PVS_cache_storage'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'PVS_cache_storage'>>
    get_record(self: Ref<'PVS_cache_storage'>): Promise<Records['PVS_cache_storage']>
  }
  Feature: {
    get_all(): Promise<readonly (Ref<'Feature'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Feature'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Feature'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Feature'] }>
    get_uuid(self: Ref<'Feature'>): Promise<string>
    get_name_label(self: Ref<'Feature'>): Promise<string>
    get_name_description(self: Ref<'Feature'>): Promise<string>
    get_enabled(self: Ref<'Feature'>): Promise<boolean>
    get_experimental(self: Ref<'Feature'>): Promise<boolean>
    get_version(self: Ref<'Feature'>): Promise<string>
    get_host(self: Ref<'Feature'>): Promise<Ref<'host'>>
    get_by_uuid(uuid: string): Promise<Ref<'Feature'>>
    get_record(self: Ref<'Feature'>): Promise<Records['Feature']>
    get_by_name_label(label: string): Promise<readonly (Ref<'Feature'>)[]>
  }
  SDN_controller: {
    introduce(protocol?: Enums['sdn_controller_protocol'], address?: string, port?: number): Promise<Ref<'SDN_controller'>>
    forget(self: Ref<'SDN_controller'>): Promise<void>
    get_all(): Promise<readonly (Ref<'SDN_controller'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'SDN_controller'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['SDN_controller'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['SDN_controller'] }>
    get_uuid(self: Ref<'SDN_controller'>): Promise<string>
    get_protocol(self: Ref<'SDN_controller'>): Promise<Enums['sdn_controller_protocol']>
    get_address(self: Ref<'SDN_controller'>): Promise<string>
    get_port(self: Ref<'SDN_controller'>): Promise<number>
    get_by_uuid(uuid: string): Promise<Ref<'SDN_controller'>>
    get_record(self: Ref<'SDN_controller'>): Promise<Records['SDN_controller']>
  }
  vdi_nbd_server_info: {
  }
  PUSB: {
    scan(host: Ref<'host'>): Promise<void>
    set_passthrough_enabled(self: Ref<'PUSB'>, value: boolean): Promise<void>
    get_all(): Promise<readonly (Ref<'PUSB'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'PUSB'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['PUSB'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['PUSB'] }>
    get_uuid(self: Ref<'PUSB'>): Promise<string>
    get_USB_group(self: Ref<'PUSB'>): Promise<Ref<'USB_group'>>
    get_host(self: Ref<'PUSB'>): Promise<Ref<'host'>>
    get_path(self: Ref<'PUSB'>): Promise<string>
    get_vendor_id(self: Ref<'PUSB'>): Promise<string>
    get_vendor_desc(self: Ref<'PUSB'>): Promise<string>
    get_product_id(self: Ref<'PUSB'>): Promise<string>
    get_product_desc(self: Ref<'PUSB'>): Promise<string>
    get_serial(self: Ref<'PUSB'>): Promise<string>
    get_version(self: Ref<'PUSB'>): Promise<string>
    get_description(self: Ref<'PUSB'>): Promise<string>
    get_passthrough_enabled(self: Ref<'PUSB'>): Promise<boolean>
    get_other_config(self: Ref<'PUSB'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'PUSB'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'PUSB'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'PUSB'>, key: string): Promise<void>
    get_speed(self: Ref<'PUSB'>): Promise<number>
    get_by_uuid(uuid: string): Promise<Ref<'PUSB'>>
    get_record(self: Ref<'PUSB'>): Promise<Records['PUSB']>
  }
  USB_group: {
    create(name_label?: string, name_description?: string, other_config?: { readonly [key: string]: string }): Promise<Ref<'USB_group'>>
    destroy(self: Ref<'USB_group'>): Promise<void>
    get_all(): Promise<readonly (Ref<'USB_group'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'USB_group'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['USB_group'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['USB_group'] }>
    get_uuid(self: Ref<'USB_group'>): Promise<string>
    get_name_label(self: Ref<'USB_group'>): Promise<string>
    set_name_label(self: Ref<'USB_group'>, value: string): Promise<void>
    get_name_description(self: Ref<'USB_group'>): Promise<string>
    set_name_description(self: Ref<'USB_group'>, value: string): Promise<void>
    get_PUSBs(self: Ref<'USB_group'>): Promise<readonly (Ref<'PUSB'>)[]>
    get_VUSBs(self: Ref<'USB_group'>): Promise<readonly (Ref<'VUSB'>)[]>
    get_other_config(self: Ref<'USB_group'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'USB_group'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'USB_group'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'USB_group'>, key: string): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'USB_group'>>
    get_record(self: Ref<'USB_group'>): Promise<Records['USB_group']>
    get_by_name_label(label: string): Promise<readonly (Ref<'USB_group'>)[]>
  }
  VUSB: {
    create(VM: Ref<'VM'>, USB_group: Ref<'USB_group'>, other_config?: { readonly [key: string]: string }): Promise<Ref<'VUSB'>>
    unplug(self: Ref<'VUSB'>): Promise<void>
    destroy(self: Ref<'VUSB'>): Promise<void>
    get_all(): Promise<readonly (Ref<'VUSB'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VUSB'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VUSB'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VUSB'] }>
    get_uuid(self: Ref<'VUSB'>): Promise<string>
    get_allowed_operations(self: Ref<'VUSB'>): Promise<readonly (Enums['vusb_operations'])[]>
    get_current_operations(self: Ref<'VUSB'>): Promise<{ readonly [key: string]: Enums['vusb_operations'] }>
    get_VM(self: Ref<'VUSB'>): Promise<Ref<'VM'>>
    get_USB_group(self: Ref<'VUSB'>): Promise<Ref<'USB_group'>>
    get_other_config(self: Ref<'VUSB'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'VUSB'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'VUSB'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'VUSB'>, key: string): Promise<void>
    get_currently_attached(self: Ref<'VUSB'>): Promise<boolean>
    get_by_uuid(uuid: string): Promise<Ref<'VUSB'>>
    get_record(self: Ref<'VUSB'>): Promise<Records['VUSB']>
  }
  Cluster: {
    create(PIF: Ref<'PIF'>, cluster_stack: string, pool_auto_join: boolean, token_timeout?: number, token_timeout_coefficient?: number): Promise<Ref<'Cluster'>>
    destroy(self: Ref<'Cluster'>): Promise<void>
    get_network(self: Ref<'Cluster'>): Promise<Ref<'network'>>
    pool_create(network: Ref<'network'>, cluster_stack: string, token_timeout?: number, token_timeout_coefficient?: number): Promise<Ref<'Cluster'>>
    pool_force_destroy(self: Ref<'Cluster'>): Promise<void>
    pool_destroy(self: Ref<'Cluster'>): Promise<void>
    pool_resync(self: Ref<'Cluster'>): Promise<void>
    cstack_sync(self: Ref<'Cluster'>): Promise<void>
    get_all(): Promise<readonly (Ref<'Cluster'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Cluster'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Cluster'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Cluster'] }>
    get_uuid(self: Ref<'Cluster'>): Promise<string>
    get_cluster_hosts(self: Ref<'Cluster'>): Promise<readonly (Ref<'Cluster_host'>)[]>
    get_pending_forget(self: Ref<'Cluster'>): Promise<readonly (string)[]>
    get_cluster_token(self: Ref<'Cluster'>): Promise<string>
    get_cluster_stack(self: Ref<'Cluster'>): Promise<string>
    get_cluster_stack_version(self: Ref<'Cluster'>): Promise<number>
    get_is_quorate(self: Ref<'Cluster'>): Promise<boolean>
    get_quorum(self: Ref<'Cluster'>): Promise<number>
    get_live_hosts(self: Ref<'Cluster'>): Promise<number>
    get_expected_hosts(self: Ref<'Cluster'>): Promise<number>
    get_allowed_operations(self: Ref<'Cluster'>): Promise<readonly (Enums['cluster_operation'])[]>
    get_current_operations(self: Ref<'Cluster'>): Promise<{ readonly [key: string]: Enums['cluster_operation'] }>
    get_pool_auto_join(self: Ref<'Cluster'>): Promise<boolean>
    get_token_timeout(self: Ref<'Cluster'>): Promise<number>
    get_token_timeout_coefficient(self: Ref<'Cluster'>): Promise<number>
    get_cluster_config(self: Ref<'Cluster'>): Promise<{ readonly [key: string]: string }>
    get_other_config(self: Ref<'Cluster'>): Promise<{ readonly [key: string]: string }>
    set_other_config(self: Ref<'Cluster'>, value: { readonly [key: string]: string }): Promise<void>
    add_to_other_config(self: Ref<'Cluster'>, key: string, value: string): Promise<void>
    remove_from_other_config(self: Ref<'Cluster'>, key: string): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'Cluster'>>
    get_record(self: Ref<'Cluster'>): Promise<Records['Cluster']>
  }
  Cluster_host: {
    create(cluster: Ref<'Cluster'>, host: Ref<'host'>, pif: Ref<'PIF'>): Promise<Ref<'Cluster_host'>>
    destroy(self: Ref<'Cluster_host'>): Promise<void>
    enable(self: Ref<'Cluster_host'>): Promise<void>
    force_destroy(self: Ref<'Cluster_host'>): Promise<void>
    forget(self: Ref<'Cluster_host'>): Promise<void>
    disable(self: Ref<'Cluster_host'>): Promise<void>
    get_all(): Promise<readonly (Ref<'Cluster_host'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Cluster_host'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Cluster_host'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Cluster_host'] }>
    get_uuid(self: Ref<'Cluster_host'>): Promise<string>
    get_cluster(self: Ref<'Cluster_host'>): Promise<Ref<'Cluster'>>
    get_host(self: Ref<'Cluster_host'>): Promise<Ref<'host'>>
    get_enabled(self: Ref<'Cluster_host'>): Promise<boolean>
    get_PIF(self: Ref<'Cluster_host'>): Promise<Ref<'PIF'>>
    get_joined(self: Ref<'Cluster_host'>): Promise<boolean>
    get_live(self: Ref<'Cluster_host'>): Promise<boolean>
    get_last_update_live(self: Ref<'Cluster_host'>): Promise<Datetime>
    get_allowed_operations(self: Ref<'Cluster_host'>): Promise<readonly (Enums['cluster_host_operation'])[]>
    get_current_operations(self: Ref<'Cluster_host'>): Promise<{ readonly [key: string]: Enums['cluster_host_operation'] }>
    get_other_config(self: Ref<'Cluster_host'>): Promise<{ readonly [key: string]: string }>
    get_by_uuid(uuid: string): Promise<Ref<'Cluster_host'>>
    get_record(self: Ref<'Cluster_host'>): Promise<Records['Cluster_host']>
  }
  Certificate: {
    get_all(): Promise<readonly (Ref<'Certificate'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Certificate'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Certificate'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Certificate'] }>
    get_uuid(self: Ref<'Certificate'>): Promise<string>
    get_name(self: Ref<'Certificate'>): Promise<string>
    get_type(self: Ref<'Certificate'>): Promise<Enums['certificate_type']>
    get_host(self: Ref<'Certificate'>): Promise<Ref<'host'>>
    get_not_before(self: Ref<'Certificate'>): Promise<Datetime>
    get_not_after(self: Ref<'Certificate'>): Promise<Datetime>
    /** @deprecated since xapi 24.19.0 */
    get_fingerprint(self: Ref<'Certificate'>): Promise<string>
    get_fingerprint_sha256(self: Ref<'Certificate'>): Promise<string>
    get_fingerprint_sha1(self: Ref<'Certificate'>): Promise<string>
    get_purpose(self: Ref<'Certificate'>): Promise<readonly (Enums['certificate_purpose'])[]>
    get_by_uuid(uuid: string): Promise<Ref<'Certificate'>>
    get_record(self: Ref<'Certificate'>): Promise<Records['Certificate']>
  }
  Diagnostics: {
    gc_compact(host: Ref<'host'>): Promise<void>
    gc_stats(host: Ref<'host'>): Promise<{ readonly [key: string]: string }>
    db_stats(): Promise<{ readonly [key: string]: string }>
    network_stats(host: Ref<'host'>, params: { readonly [key: string]: string }): Promise<readonly (readonly (string)[])[]>
  }
  Repository: {
    introduce(name_label: string, name_description: string, binary_url: string, source_url: string, update: boolean, gpgkey_path?: string): Promise<Ref<'Repository'>>
    introduce_bundle(name_label: string, name_description: string): Promise<Ref<'Repository'>>
    introduce_remote_pool(name_label: string, name_description: string, binary_url: string, certificate: string): Promise<Ref<'Repository'>>
    forget(self: Ref<'Repository'>): Promise<void>
    apply(host: Ref<'host'>): Promise<void>
    set_gpgkey_path(self: Ref<'Repository'>, value: string): Promise<void>
    apply_livepatch(host: Ref<'host'>, component: string, base_build_id: string, base_version: string, base_release: string, to_version: string, to_release: string): Promise<void>
    get_all(): Promise<readonly (Ref<'Repository'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Repository'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Repository'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Repository'] }>
    get_uuid(self: Ref<'Repository'>): Promise<string>
    get_name_label(self: Ref<'Repository'>): Promise<string>
    set_name_label(self: Ref<'Repository'>, value: string): Promise<void>
    get_name_description(self: Ref<'Repository'>): Promise<string>
    set_name_description(self: Ref<'Repository'>, value: string): Promise<void>
    get_binary_url(self: Ref<'Repository'>): Promise<string>
    get_source_url(self: Ref<'Repository'>): Promise<string>
    get_update(self: Ref<'Repository'>): Promise<boolean>
    get_hash(self: Ref<'Repository'>): Promise<string>
    /** @deprecated since xapi 23.18.0, gone since xapi 23.18.0 */
    get_up_to_date(self: Ref<'Repository'>): Promise<boolean>
    get_gpgkey_path(self: Ref<'Repository'>): Promise<string>
    get_origin(self: Ref<'Repository'>): Promise<Enums['origin']>
    get_certificate(self: Ref<'Repository'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'Repository'>>
    get_record(self: Ref<'Repository'>): Promise<Records['Repository']>
    get_by_name_label(label: string): Promise<readonly (Ref<'Repository'>)[]>
  }
  Observer: {
    register(self: Ref<'Observer'>, host: Ref<'host'>): Promise<void>
    unregister(self: Ref<'Observer'>, host: Ref<'host'>): Promise<void>
    set_hosts(self: Ref<'Observer'>, value: readonly (Ref<'host'>)[]): Promise<void>
    set_enabled(self: Ref<'Observer'>, value: boolean): Promise<void>
    set_attributes(self: Ref<'Observer'>, value: { readonly [key: string]: string }): Promise<void>
    set_endpoints(self: Ref<'Observer'>, value: readonly (string)[]): Promise<void>
    set_components(self: Ref<'Observer'>, value: readonly (string)[]): Promise<void>
    get_all(): Promise<readonly (Ref<'Observer'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Observer'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Observer'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Observer'] }>
    get_uuid(self: Ref<'Observer'>): Promise<string>
    get_name_label(self: Ref<'Observer'>): Promise<string>
    set_name_label(self: Ref<'Observer'>, value: string): Promise<void>
    get_name_description(self: Ref<'Observer'>): Promise<string>
    set_name_description(self: Ref<'Observer'>, value: string): Promise<void>
    get_hosts(self: Ref<'Observer'>): Promise<readonly (Ref<'host'>)[]>
    get_attributes(self: Ref<'Observer'>): Promise<{ readonly [key: string]: string }>
    get_endpoints(self: Ref<'Observer'>): Promise<readonly (string)[]>
    get_components(self: Ref<'Observer'>): Promise<readonly (string)[]>
    get_enabled(self: Ref<'Observer'>): Promise<boolean>
    create(args: Records['Observer']): Promise<Ref<'Observer'>>
    destroy(self: Ref<'Observer'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'Observer'>>
    get_record(self: Ref<'Observer'>): Promise<Records['Observer']>
    get_by_name_label(label: string): Promise<readonly (Ref<'Observer'>)[]>
  }
  VM_group: {
    get_all(): Promise<readonly (Ref<'VM_group'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'VM_group'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['VM_group'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['VM_group'] }>
    get_uuid(self: Ref<'VM_group'>): Promise<string>
    get_name_label(self: Ref<'VM_group'>): Promise<string>
    set_name_label(self: Ref<'VM_group'>, value: string): Promise<void>
    get_name_description(self: Ref<'VM_group'>): Promise<string>
    set_name_description(self: Ref<'VM_group'>, value: string): Promise<void>
    get_placement(self: Ref<'VM_group'>): Promise<Enums['placement_policy']>
    get_VMs(self: Ref<'VM_group'>): Promise<readonly (Ref<'VM'>)[]>
    create(args: Records['VM_group']): Promise<Ref<'VM_group'>>
    destroy(self: Ref<'VM_group'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'VM_group'>>
    get_record(self: Ref<'VM_group'>): Promise<Records['VM_group']>
    get_by_name_label(label: string): Promise<readonly (Ref<'VM_group'>)[]>
  }
  Host_driver: {
    select(self: Ref<'Host_driver'>, variant: Ref<'Driver_variant'>): Promise<void>
    deselect(self: Ref<'Host_driver'>): Promise<void>
    rescan(host: Ref<'host'>): Promise<void>
    get_all(): Promise<readonly (Ref<'Host_driver'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Host_driver'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Host_driver'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Host_driver'] }>
    get_uuid(self: Ref<'Host_driver'>): Promise<string>
    get_host(self: Ref<'Host_driver'>): Promise<Ref<'host'>>
    get_name(self: Ref<'Host_driver'>): Promise<string>
    get_friendly_name(self: Ref<'Host_driver'>): Promise<string>
    get_variants(self: Ref<'Host_driver'>): Promise<readonly (Ref<'Driver_variant'>)[]>
    get_active_variant(self: Ref<'Host_driver'>): Promise<Ref<'Driver_variant'>>
    get_selected_variant(self: Ref<'Host_driver'>): Promise<Ref<'Driver_variant'>>
    get_type(self: Ref<'Host_driver'>): Promise<string>
    get_description(self: Ref<'Host_driver'>): Promise<string>
    get_info(self: Ref<'Host_driver'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'Host_driver'>>
    get_record(self: Ref<'Host_driver'>): Promise<Records['Host_driver']>
  }
  Driver_variant: {
    select(self: Ref<'Driver_variant'>): Promise<void>
    get_all(): Promise<readonly (Ref<'Driver_variant'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Driver_variant'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Driver_variant'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Driver_variant'] }>
    get_uuid(self: Ref<'Driver_variant'>): Promise<string>
    get_name(self: Ref<'Driver_variant'>): Promise<string>
    get_driver(self: Ref<'Driver_variant'>): Promise<Ref<'Host_driver'>>
    get_version(self: Ref<'Driver_variant'>): Promise<string>
    get_hardware_present(self: Ref<'Driver_variant'>): Promise<boolean>
    get_priority(self: Ref<'Driver_variant'>): Promise<number>
    get_status(self: Ref<'Driver_variant'>): Promise<string>
    get_by_uuid(uuid: string): Promise<Ref<'Driver_variant'>>
    get_record(self: Ref<'Driver_variant'>): Promise<Records['Driver_variant']>
  }
  Caller: {
    add_group(self: Ref<'Caller'>, group: string): Promise<void>
    remove_group(self: Ref<'Caller'>, group: string): Promise<void>
    query_token_usage(self: Ref<'Caller'>): Promise<number>
    query_call_count(self: Ref<'Caller'>): Promise<number>
    query_group_token_usage(group: string): Promise<number>
    query_group_call_count(group: string): Promise<number>
    query_all_usage(): Promise<readonly (readonly (string)[])[]>
    get_all(): Promise<readonly (Ref<'Caller'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Caller'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Caller'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Caller'] }>
    get_uuid(self: Ref<'Caller'>): Promise<string>
    get_name_label(self: Ref<'Caller'>): Promise<string>
    set_name_label(self: Ref<'Caller'>, value: string): Promise<void>
    get_name_description(self: Ref<'Caller'>): Promise<string>
    set_name_description(self: Ref<'Caller'>, value: string): Promise<void>
    get_user_agent(self: Ref<'Caller'>): Promise<string>
    get_client_ip(self: Ref<'Caller'>): Promise<string>
    get_last_access(self: Ref<'Caller'>): Promise<Datetime>
    get_groups(self: Ref<'Caller'>): Promise<readonly (string)[]>
    get_rate_limit(self: Ref<'Caller'>): Promise<Ref<'Rate_limit'>>
    get_auto_registered(self: Ref<'Caller'>): Promise<boolean>
    create(args: Records['Caller']): Promise<Ref<'Caller'>>
    destroy(self: Ref<'Caller'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'Caller'>>
    get_record(self: Ref<'Caller'>): Promise<Records['Caller']>
    get_by_name_label(label: string): Promise<readonly (Ref<'Caller'>)[]>
  }
  Rate_limit: {
    add_caller(self: Ref<'Rate_limit'>, caller: Ref<'Caller'>): Promise<void>
    remove_caller(self: Ref<'Rate_limit'>, caller: Ref<'Caller'>): Promise<void>
    set_burst_size(self: Ref<'Rate_limit'>, value: number): Promise<void>
    set_fill_rate(self: Ref<'Rate_limit'>, value: number): Promise<void>
    get_all(): Promise<readonly (Ref<'Rate_limit'>)[]>
    get_all_where(expr: string): Promise<readonly (Ref<'Rate_limit'>)[]>
    get_all_records_where(expr: string): Promise<{ readonly [key: string]: Records['Rate_limit'] }>
    get_all_records(): Promise<{ readonly [key: string]: Records['Rate_limit'] }>
    get_uuid(self: Ref<'Rate_limit'>): Promise<string>
    get_name_label(self: Ref<'Rate_limit'>): Promise<string>
    set_name_label(self: Ref<'Rate_limit'>, value: string): Promise<void>
    get_name_description(self: Ref<'Rate_limit'>): Promise<string>
    set_name_description(self: Ref<'Rate_limit'>, value: string): Promise<void>
    get_callers(self: Ref<'Rate_limit'>): Promise<readonly (Ref<'Caller'>)[]>
    get_burst_size(self: Ref<'Rate_limit'>): Promise<number>
    get_fill_rate(self: Ref<'Rate_limit'>): Promise<number>
    create(args: Records['Rate_limit']): Promise<Ref<'Rate_limit'>>
    destroy(self: Ref<'Rate_limit'>): Promise<void>
    get_by_uuid(uuid: string): Promise<Ref<'Rate_limit'>>
    get_record(self: Ref<'Rate_limit'>): Promise<Records['Rate_limit']>
    get_by_name_label(label: string): Promise<readonly (Ref<'Rate_limit'>)[]>
  }
}

/** The messages that exist as Async.Class.message: they return the task that does the work. */
export interface AsyncCalls {
  session: {
    create_from_db_file(filename: string): Promise<Ref<'task'>>
    get_all_subject_identifiers(): Promise<Ref<'task'>>
    logout_subject_identifier(subject_identifier: string): Promise<Ref<'task'>>
  }
  subject: {
    create(args: Records['subject']): Promise<Ref<'task'>>
    destroy(self: Ref<'subject'>): Promise<Ref<'task'>>
  }
  task: {
    cancel(task: Ref<'task'>): Promise<Ref<'task'>>
    add_to_other_config(self: Ref<'task'>, key: string, value: string): Promise<Ref<'task'>>
    remove_from_other_config(self: Ref<'task'>, key: string): Promise<Ref<'task'>>
    set_other_config(self: Ref<'task'>, value: { readonly [key: string]: string }): Promise<Ref<'task'>>
  }
  event: {
    /** @deprecated since XenServer 6.0 (boston) */
    register(classes: readonly (string)[]): Promise<Ref<'task'>>
    /** @deprecated since XenServer 6.0 (boston) */
    unregister(classes: readonly (string)[]): Promise<Ref<'task'>>
  }
  pool: {
    join(master_address: string, master_username: string, master_password: string): Promise<Ref<'task'>>
    join_force(master_address: string, master_username: string, master_password: string): Promise<Ref<'task'>>
    eject(host: Ref<'host'>): Promise<Ref<'task'>>
    initial_auth(): Promise<Ref<'task'>>
    exchange_certificates_on_join(uuid: string, certificate: string): Promise<Ref<'task'>>
    exchange_ca_certificates_on_join(import_: { readonly [key: string]: string }, export_: readonly (Ref<'Certificate'>)[]): Promise<Ref<'task'>>
    recover_slaves(): Promise<Ref<'task'>>
    hello(host_uuid: string, host_address: string): Promise<Ref<'task'>>
    create_VLAN(device: string, network: Ref<'network'>, VLAN: number): Promise<Ref<'task'>>
    management_reconfigure(network: Ref<'network'>): Promise<Ref<'task'>>
    create_VLAN_from_PIF(pif: Ref<'PIF'>, network: Ref<'network'>, VLAN: number): Promise<Ref<'task'>>
    enable_ha(heartbeat_srs: readonly (Ref<'SR'>)[], configuration: { readonly [key: string]: string }): Promise<Ref<'task'>>
    disable_ha(): Promise<Ref<'task'>>
    sync_database(): Promise<Ref<'task'>>
    designate_new_master(host: Ref<'host'>): Promise<Ref<'task'>>
    set_ha_host_failures_to_tolerate(self: Ref<'pool'>, value: number): Promise<Ref<'task'>>
    create_new_blob(pool: Ref<'pool'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'task'>>
    ha_schedule_plan_recomputation(): Promise<Ref<'task'>>
    enable_binary_storage(): Promise<Ref<'task'>>
    disable_binary_storage(): Promise<Ref<'task'>>
    initialize_wlb(wlb_url: string, wlb_username: string, wlb_password: string, xenserver_username: string, xenserver_password: string): Promise<Ref<'task'>>
    deconfigure_wlb(): Promise<Ref<'task'>>
    send_wlb_configuration(config: { readonly [key: string]: string }): Promise<Ref<'task'>>
    retrieve_wlb_configuration(): Promise<Ref<'task'>>
    retrieve_wlb_recommendations(): Promise<Ref<'task'>>
    send_test_post(host: string, port: number, body: string): Promise<Ref<'task'>>
    /** @deprecated since xapi 1.290.0 */
    certificate_install(name: string, cert: string): Promise<Ref<'task'>>
    /** @deprecated since xapi 1.290.0 */
    certificate_uninstall(name: string): Promise<Ref<'task'>>
    /** @deprecated since xapi 1.290.0 */
    certificate_list(): Promise<Ref<'task'>>
    /** @deprecated since xapi 26.13.0 */
    install_ca_certificate(name: string, cert: string): Promise<Ref<'task'>>
    /** @deprecated since xapi 26.13.0 */
    uninstall_ca_certificate(name: string, force?: boolean): Promise<Ref<'task'>>
    crl_install(name: string, cert: string): Promise<Ref<'task'>>
    crl_uninstall(name: string): Promise<Ref<'task'>>
    crl_list(): Promise<Ref<'task'>>
    certificate_sync(): Promise<Ref<'task'>>
    enable_redo_log(sr: Ref<'SR'>): Promise<Ref<'task'>>
    disable_redo_log(): Promise<Ref<'task'>>
    audit_log_append(line: string): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.2 (falcon) */
    set_vswitch_controller(address: string): Promise<Ref<'task'>>
    enable_local_storage_caching(self: Ref<'pool'>): Promise<Ref<'task'>>
    disable_local_storage_caching(self: Ref<'pool'>): Promise<Ref<'task'>>
    get_license_state(self: Ref<'pool'>): Promise<Ref<'task'>>
    apply_edition(self: Ref<'pool'>, edition: string): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.0 (dundee), gone since Citrix Hypervisor 8.2 (stockholm) */
    enable_ssl_legacy(self: Ref<'pool'>): Promise<Ref<'task'>>
    /** @deprecated since Citrix Hypervisor 8.2 (stockholm) */
    disable_ssl_legacy(self: Ref<'pool'>): Promise<Ref<'task'>>
    set_igmp_snooping_enabled(self: Ref<'pool'>, value: boolean): Promise<Ref<'task'>>
    has_extension(self: Ref<'pool'>, name: string): Promise<Ref<'task'>>
    add_to_guest_agent_config(self: Ref<'pool'>, key: string, value: string): Promise<Ref<'task'>>
    remove_from_guest_agent_config(self: Ref<'pool'>, key: string): Promise<Ref<'task'>>
    rotate_secret(): Promise<Ref<'task'>>
    set_repositories(self: Ref<'pool'>, value: readonly (Ref<'Repository'>)[]): Promise<Ref<'task'>>
    add_repository(self: Ref<'pool'>, value: Ref<'Repository'>): Promise<Ref<'task'>>
    remove_repository(self: Ref<'pool'>, value: Ref<'Repository'>): Promise<Ref<'task'>>
    sync_updates(self: Ref<'pool'>, force: boolean, token?: string, token_id?: string, username?: string, password?: string): Promise<Ref<'task'>>
    check_update_readiness(self: Ref<'pool'>, requires_reboot: boolean): Promise<Ref<'task'>>
    enable_client_certificate_auth(self: Ref<'pool'>, name: string): Promise<Ref<'task'>>
    disable_client_certificate_auth(self: Ref<'pool'>): Promise<Ref<'task'>>
    configure_repository_proxy(self: Ref<'pool'>, url: string, username: string, password: string): Promise<Ref<'task'>>
    disable_repository_proxy(self: Ref<'pool'>): Promise<Ref<'task'>>
    /** @deprecated since xapi 24.0.0 */
    set_uefi_certificates(self: Ref<'pool'>, value: string): Promise<Ref<'task'>>
    set_custom_uefi_certificates(self: Ref<'pool'>, value: string): Promise<Ref<'task'>>
    set_https_only(self: Ref<'pool'>, value: boolean): Promise<Ref<'task'>>
    set_telemetry_next_collection(self: Ref<'pool'>, value: Datetime): Promise<Ref<'task'>>
    reset_telemetry_uuid(self: Ref<'pool'>): Promise<Ref<'task'>>
    configure_update_sync(self: Ref<'pool'>, update_sync_frequency: Enums['update_sync_frequency'], update_sync_day: number): Promise<Ref<'task'>>
    set_update_sync_enabled(self: Ref<'pool'>, value: boolean): Promise<Ref<'task'>>
    set_ext_auth_cache_enabled(self: Ref<'pool'>, value: boolean): Promise<Ref<'task'>>
    set_ext_auth_cache_size(self: Ref<'pool'>, value: number): Promise<Ref<'task'>>
    set_ext_auth_cache_expiry(self: Ref<'pool'>, value: number): Promise<Ref<'task'>>
    enable_ssh(self: Ref<'pool'>): Promise<Ref<'task'>>
    disable_ssh(self: Ref<'pool'>): Promise<Ref<'task'>>
    set_ssh_enabled_timeout(self: Ref<'pool'>, value: number): Promise<Ref<'task'>>
    set_console_idle_timeout(self: Ref<'pool'>, value: number): Promise<Ref<'task'>>
    set_ssh_auto_mode(self: Ref<'pool'>, value: boolean): Promise<Ref<'task'>>
    install_trusted_certificate(self: Ref<'pool'>, ca: boolean, cert: string, purpose: readonly (Enums['certificate_purpose'])[]): Promise<Ref<'task'>>
    uninstall_trusted_certificate(self: Ref<'pool'>, certificate: Ref<'Certificate'>): Promise<Ref<'task'>>
    sync_trusted_certificates_from(self: Ref<'pool'>, remote_pool: string, remote_session: Ref<'session'>, remote_certificate: string, ca: boolean): Promise<Ref<'task'>>
    exchange_trusted_certificates_on_join(self: Ref<'pool'>, ca: boolean, import_: { readonly [key: string]: readonly (string)[] }, export_: readonly (Ref<'Certificate'>)[]): Promise<Ref<'task'>>
    exchange_crls_on_join(self: Ref<'pool'>, import_: { readonly [key: string]: string }, export_: readonly (string)[]): Promise<Ref<'task'>>
  }
  /** @deprecated since XenServer 7.1 (ely) */
  pool_patch: {
    /** @deprecated since XenServer 7.1 (ely) */
    apply(self: Ref<'pool_patch'>, host: Ref<'host'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    pool_apply(self: Ref<'pool_patch'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    precheck(self: Ref<'pool_patch'>, host: Ref<'host'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    clean(self: Ref<'pool_patch'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    pool_clean(self: Ref<'pool_patch'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    destroy(self: Ref<'pool_patch'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    clean_on_host(self: Ref<'pool_patch'>, host: Ref<'host'>): Promise<Ref<'task'>>
  }
  pool_update: {
    introduce(vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    precheck(self: Ref<'pool_update'>, host: Ref<'host'>): Promise<Ref<'task'>>
    apply(self: Ref<'pool_update'>, host: Ref<'host'>): Promise<Ref<'task'>>
    pool_apply(self: Ref<'pool_update'>): Promise<Ref<'task'>>
    pool_clean(self: Ref<'pool_update'>): Promise<Ref<'task'>>
    destroy(self: Ref<'pool_update'>): Promise<Ref<'task'>>
    attach(self: Ref<'pool_update'>, use_localhost_proxy?: boolean): Promise<Ref<'task'>>
    detach(self: Ref<'pool_update'>): Promise<Ref<'task'>>
    resync_host(host: Ref<'host'>): Promise<Ref<'task'>>
  }
  VM: {
    snapshot(vm: Ref<'VM'>, new_name: string, ignore_vdis?: readonly (Ref<'VDI'>)[]): Promise<Ref<'task'>>
    /** @deprecated since Citrix Hypervisor 8.1 (quebec), gone since Citrix Hypervisor 8.1 (quebec) */
    snapshot_with_quiesce(vm: Ref<'VM'>, new_name: string): Promise<Ref<'task'>>
    clone(vm: Ref<'VM'>, new_name: string): Promise<Ref<'task'>>
    copy(vm: Ref<'VM'>, new_name: string, sr: Ref<'SR'>): Promise<Ref<'task'>>
    revert(snapshot: Ref<'VM'>): Promise<Ref<'task'>>
    checkpoint(vm: Ref<'VM'>, new_name: string): Promise<Ref<'task'>>
    provision(vm: Ref<'VM'>): Promise<Ref<'task'>>
    start(vm: Ref<'VM'>, start_paused: boolean, force: boolean): Promise<Ref<'task'>>
    start_on(vm: Ref<'VM'>, host: Ref<'host'>, start_paused: boolean, force: boolean): Promise<Ref<'task'>>
    pause(vm: Ref<'VM'>): Promise<Ref<'task'>>
    unpause(vm: Ref<'VM'>): Promise<Ref<'task'>>
    clean_shutdown(vm: Ref<'VM'>): Promise<Ref<'task'>>
    shutdown(vm: Ref<'VM'>): Promise<Ref<'task'>>
    clean_reboot(vm: Ref<'VM'>): Promise<Ref<'task'>>
    hard_shutdown(vm: Ref<'VM'>): Promise<Ref<'task'>>
    power_state_reset(vm: Ref<'VM'>): Promise<Ref<'task'>>
    hard_reboot(vm: Ref<'VM'>): Promise<Ref<'task'>>
    suspend(vm: Ref<'VM'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 4.1 (miami) */
    csvm(vm: Ref<'VM'>): Promise<Ref<'task'>>
    resume(vm: Ref<'VM'>, start_paused: boolean, force: boolean): Promise<Ref<'task'>>
    set_is_default_template(vm: Ref<'VM'>, value: boolean): Promise<Ref<'task'>>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    hard_reboot_internal(vm: Ref<'VM'>): Promise<Ref<'task'>>
    resume_on(vm: Ref<'VM'>, host: Ref<'host'>, start_paused: boolean, force: boolean): Promise<Ref<'task'>>
    pool_migrate(vm: Ref<'VM'>, host: Ref<'host'>, options: { readonly [key: string]: string }): Promise<Ref<'task'>>
    pool_migrate_complete(vm: Ref<'VM'>, host: Ref<'host'>): Promise<Ref<'task'>>
    set_VCPUs_number_live(self: Ref<'VM'>, nvcpu: number): Promise<Ref<'task'>>
    add_to_VCPUs_params_live(self: Ref<'VM'>, key: string, value: string): Promise<Ref<'task'>>
    compute_memory_overhead(vm: Ref<'VM'>): Promise<Ref<'task'>>
    set_memory_dynamic_range(self: Ref<'VM'>, min: number, max: number): Promise<Ref<'task'>>
    set_memory_static_range(self: Ref<'VM'>, min: number, max: number): Promise<Ref<'task'>>
    set_memory_limits(self: Ref<'VM'>, static_min: number, static_max: number, dynamic_min: number, dynamic_max: number): Promise<Ref<'task'>>
    set_memory(self: Ref<'VM'>, value: number): Promise<Ref<'task'>>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    set_memory_target_live(self: Ref<'VM'>, target: number): Promise<Ref<'task'>>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    wait_memory_target_live(self: Ref<'VM'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 6.1 (tampa) */
    get_cooperative(self: Ref<'VM'>): Promise<Ref<'task'>>
    set_shadow_multiplier_live(self: Ref<'VM'>, multiplier: number): Promise<Ref<'task'>>
    send_sysrq(vm: Ref<'VM'>, key: string): Promise<Ref<'task'>>
    send_trigger(vm: Ref<'VM'>, trigger: string): Promise<Ref<'task'>>
    maximise_memory(self: Ref<'VM'>, total: number, approximate: boolean): Promise<Ref<'task'>>
    migrate_send(vm: Ref<'VM'>, dest: { readonly [key: string]: string }, live: boolean, vdi_map: { readonly [key: string]: Ref<'SR'> }, vif_map: { readonly [key: string]: Ref<'network'> }, options: { readonly [key: string]: string }, vgpu_map?: { readonly [key: string]: Ref<'GPU_group'> }, vdi_format_map?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    assert_can_migrate(vm: Ref<'VM'>, dest: { readonly [key: string]: string }, live: boolean, vdi_map: { readonly [key: string]: Ref<'SR'> }, vif_map: { readonly [key: string]: Ref<'network'> }, options: { readonly [key: string]: string }, vgpu_map?: { readonly [key: string]: Ref<'GPU_group'> }): Promise<Ref<'task'>>
    assert_can_migrate_sender(vm: Ref<'VM'>, dest: { readonly [key: string]: string }, live: boolean, vdi_map: { readonly [key: string]: Ref<'SR'> }, vif_map: { readonly [key: string]: Ref<'network'> }, vgpu_map: { readonly [key: string]: Ref<'GPU_group'> }, options: { readonly [key: string]: string }): Promise<Ref<'task'>>
    assert_operation_valid(self: Ref<'VM'>, op: Enums['vm_operations']): Promise<Ref<'task'>>
    update_allowed_operations(self: Ref<'VM'>): Promise<Ref<'task'>>
    get_possible_hosts(vm: Ref<'VM'>): Promise<Ref<'task'>>
    assert_can_boot_here(self: Ref<'VM'>, host: Ref<'host'>): Promise<Ref<'task'>>
    atomic_set_resident_on(vm: Ref<'VM'>, host: Ref<'host'>): Promise<Ref<'task'>>
    create_new_blob(vm: Ref<'VM'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'task'>>
    s3_suspend(vm: Ref<'VM'>): Promise<Ref<'task'>>
    s3_resume(vm: Ref<'VM'>): Promise<Ref<'task'>>
    assert_agile(self: Ref<'VM'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 5.6 (midnight-ride) */
    update_snapshot_metadata(vm: Ref<'VM'>, snapshot_of: Ref<'VM'>, snapshot_time: Datetime, transportable_snapshot_id: string): Promise<Ref<'task'>>
    retrieve_wlb_recommendations(vm: Ref<'VM'>): Promise<Ref<'task'>>
    set_bios_strings(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<Ref<'task'>>
    copy_bios_strings(vm: Ref<'VM'>, host: Ref<'host'>): Promise<Ref<'task'>>
    set_start_delay(self: Ref<'VM'>, value: number): Promise<Ref<'task'>>
    set_shutdown_delay(self: Ref<'VM'>, value: number): Promise<Ref<'task'>>
    set_order(self: Ref<'VM'>, value: number): Promise<Ref<'task'>>
    set_suspend_VDI(self: Ref<'VM'>, value: Ref<'VDI'>): Promise<Ref<'task'>>
    assert_can_be_recovered(self: Ref<'VM'>, session_to: Ref<'session'>): Promise<Ref<'task'>>
    get_SRs_required_for_recovery(self: Ref<'VM'>, session_to: Ref<'session'>): Promise<Ref<'task'>>
    recover(self: Ref<'VM'>, session_to: Ref<'session'>, force: boolean): Promise<Ref<'task'>>
    import_convert(type: string, username: string, password: string, sr: Ref<'SR'>, remote_config: { readonly [key: string]: string }): Promise<Ref<'task'>>
    set_appliance(self: Ref<'VM'>, value: Ref<'VM_appliance'>): Promise<Ref<'task'>>
    set_groups(self: Ref<'VM'>, value: readonly (Ref<'VM_group'>)[]): Promise<Ref<'task'>>
    query_services(self: Ref<'VM'>): Promise<Ref<'task'>>
    call_plugin(vm: Ref<'VM'>, plugin: string, fn: string, args: { readonly [key: string]: string }): Promise<Ref<'task'>>
    call_host_plugin(vm: Ref<'VM'>, plugin: string, fn: string, args: { readonly [key: string]: string }): Promise<Ref<'task'>>
    set_has_vendor_device(self: Ref<'VM'>, value: boolean): Promise<Ref<'task'>>
    import(url: string, sr: Ref<'SR'>, full_restore: boolean, force: boolean): Promise<Ref<'task'>>
    set_actions_after_crash(self: Ref<'VM'>, value: Enums['on_crash_behaviour']): Promise<Ref<'task'>>
    restart_device_models(self: Ref<'VM'>): Promise<Ref<'task'>>
    set_uefi_mode(self: Ref<'VM'>, mode: Enums['vm_uefi_mode']): Promise<Ref<'task'>>
    get_secureboot_readiness(self: Ref<'VM'>): Promise<Ref<'task'>>
    update_secureboot_certificates_on_boot(self: Ref<'VM'>, mark: boolean): Promise<Ref<'task'>>
    set_blocked_operations(self: Ref<'VM'>, value: { readonly [key: string]: string }): Promise<Ref<'task'>>
    add_to_blocked_operations(self: Ref<'VM'>, key: Enums['vm_operations'], value: string): Promise<Ref<'task'>>
    remove_from_blocked_operations(self: Ref<'VM'>, key: Enums['vm_operations']): Promise<Ref<'task'>>
    sysprep(self: Ref<'VM'>, unattend: string, timeout: number): Promise<Ref<'task'>>
    create(args: Records['VM']): Promise<Ref<'task'>>
    destroy(self: Ref<'VM'>): Promise<Ref<'task'>>
  }
  /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
  VMPP: {
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    create(args: Records['VMPP']): Promise<Ref<'task'>>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    destroy(self: Ref<'VMPP'>): Promise<Ref<'task'>>
  }
  VMSS: {
    create(args: Records['VMSS']): Promise<Ref<'task'>>
    destroy(self: Ref<'VMSS'>): Promise<Ref<'task'>>
  }
  VM_appliance: {
    start(self: Ref<'VM_appliance'>, paused: boolean): Promise<Ref<'task'>>
    clean_shutdown(self: Ref<'VM_appliance'>): Promise<Ref<'task'>>
    hard_shutdown(self: Ref<'VM_appliance'>): Promise<Ref<'task'>>
    shutdown(self: Ref<'VM_appliance'>): Promise<Ref<'task'>>
    assert_can_be_recovered(self: Ref<'VM_appliance'>, session_to: Ref<'session'>): Promise<Ref<'task'>>
    get_SRs_required_for_recovery(self: Ref<'VM_appliance'>, session_to: Ref<'session'>): Promise<Ref<'task'>>
    recover(self: Ref<'VM_appliance'>, session_to: Ref<'session'>, force: boolean): Promise<Ref<'task'>>
    create(args: Records['VM_appliance']): Promise<Ref<'task'>>
    destroy(self: Ref<'VM_appliance'>): Promise<Ref<'task'>>
  }
  DR_task: {
    create(type: string, device_config: { readonly [key: string]: string }, whitelist: readonly (string)[]): Promise<Ref<'task'>>
    destroy(self: Ref<'DR_task'>): Promise<Ref<'task'>>
  }
  host: {
    disable(host: Ref<'host'>, auto_enable?: boolean): Promise<Ref<'task'>>
    enable(host: Ref<'host'>): Promise<Ref<'task'>>
    shutdown(host: Ref<'host'>): Promise<Ref<'task'>>
    reboot(host: Ref<'host'>): Promise<Ref<'task'>>
    prepare_for_poweroff(host: Ref<'host'>): Promise<Ref<'task'>>
    dmesg(host: Ref<'host'>): Promise<Ref<'task'>>
    dmesg_clear(host: Ref<'host'>): Promise<Ref<'task'>>
    get_log(host: Ref<'host'>): Promise<Ref<'task'>>
    send_debug_keys(host: Ref<'host'>, keys: string): Promise<Ref<'task'>>
    bugreport_upload(host: Ref<'host'>, url: string, options: { readonly [key: string]: string }): Promise<Ref<'task'>>
    /** @deprecated since XenServer 6.2 (clearwater), gone since XenServer 6.2 (clearwater) */
    license_apply(host: Ref<'host'>, contents: string): Promise<Ref<'task'>>
    license_add(host: Ref<'host'>, contents: string): Promise<Ref<'task'>>
    license_remove(host: Ref<'host'>): Promise<Ref<'task'>>
    create(uuid: string, name_label: string, name_description: string, hostname: string, address: string, external_auth_type?: string, external_auth_service_name?: string, external_auth_configuration?: { readonly [key: string]: string }, license_params?: { readonly [key: string]: string }, edition?: string, license_server?: { readonly [key: string]: string }, local_cache_sr?: Ref<'SR'>, chipset_info?: { readonly [key: string]: string }, ssl_legacy?: boolean, last_software_update?: Datetime, last_update_hash?: string, ssh_enabled?: boolean, ssh_enabled_timeout?: number, ssh_expiry?: Datetime, console_idle_timeout?: number, ssh_auto_mode?: boolean, secure_boot?: boolean, software_version?: { readonly [key: string]: string }, https_only?: boolean, max_cstate?: string, ntp_mode?: Enums['host_ntp_mode'], ntp_custom_servers?: readonly (string)[], timezone?: string, numa_affinity_policy?: Enums['host_numa_affinity_policy'], latest_synced_updates_applied?: Enums['latest_synced_updates_applied_state'], pending_guidances_full?: readonly (Enums['update_guidances'])[], pending_guidances_recommended?: readonly (Enums['update_guidances'])[]): Promise<Ref<'task'>>
    destroy(self: Ref<'host'>): Promise<Ref<'task'>>
    power_on(host: Ref<'host'>): Promise<Ref<'task'>>
    set_license_params(self: Ref<'host'>, value: { readonly [key: string]: string }): Promise<Ref<'task'>>
    ha_disarm_fencing(host: Ref<'host'>): Promise<Ref<'task'>>
    preconfigure_ha(host: Ref<'host'>, statefiles: readonly (Ref<'VDI'>)[], metadata_vdi: Ref<'VDI'>, generation: string): Promise<Ref<'task'>>
    ha_join_liveset(host: Ref<'host'>): Promise<Ref<'task'>>
    ha_disable_failover_decisions(host: Ref<'host'>): Promise<Ref<'task'>>
    ha_wait_for_shutdown_via_statefile(host: Ref<'host'>): Promise<Ref<'task'>>
    ha_stop_daemon(host: Ref<'host'>): Promise<Ref<'task'>>
    ha_release_resources(host: Ref<'host'>): Promise<Ref<'task'>>
    assert_can_evacuate(host: Ref<'host'>): Promise<Ref<'task'>>
    get_vms_which_prevent_evacuation(self: Ref<'host'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 6.1 (tampa) */
    get_uncooperative_resident_VMs(self: Ref<'host'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 6.1 (tampa) */
    get_uncooperative_domains(self: Ref<'host'>): Promise<Ref<'task'>>
    evacuate(host: Ref<'host'>, network?: Ref<'network'>, evacuate_batch_size?: number): Promise<Ref<'task'>>
    notify(ty: string, params: string): Promise<Ref<'task'>>
    syslog_reconfigure(host: Ref<'host'>): Promise<Ref<'task'>>
    management_reconfigure(pif: Ref<'PIF'>): Promise<Ref<'task'>>
    get_management_interface(host: Ref<'host'>): Promise<Ref<'task'>>
    restart_agent(host: Ref<'host'>): Promise<Ref<'task'>>
    compute_free_memory(host: Ref<'host'>): Promise<Ref<'task'>>
    compute_memory_overhead(host: Ref<'host'>): Promise<Ref<'task'>>
    create_new_blob(host: Ref<'host'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'task'>>
    call_plugin(host: Ref<'host'>, plugin: string, fn: string, args: { readonly [key: string]: string }): Promise<Ref<'task'>>
    has_extension(host: Ref<'host'>, name: string): Promise<Ref<'task'>>
    enable_binary_storage(host: Ref<'host'>): Promise<Ref<'task'>>
    disable_binary_storage(host: Ref<'host'>): Promise<Ref<'task'>>
    retrieve_wlb_evacuate_recommendations(self: Ref<'host'>): Promise<Ref<'task'>>
    install_ca_certificate(host: Ref<'host'>, name: string, cert: string): Promise<Ref<'task'>>
    uninstall_ca_certificate(host: Ref<'host'>, name: string, force?: boolean): Promise<Ref<'task'>>
    /** @deprecated since xapi 1.290.0 */
    certificate_list(host: Ref<'host'>): Promise<Ref<'task'>>
    crl_install(host: Ref<'host'>, name: string, crl: string): Promise<Ref<'task'>>
    crl_uninstall(host: Ref<'host'>, name: string): Promise<Ref<'task'>>
    crl_list(host: Ref<'host'>): Promise<Ref<'task'>>
    certificate_sync(host: Ref<'host'>): Promise<Ref<'task'>>
    get_server_certificate(host: Ref<'host'>): Promise<Ref<'task'>>
    refresh_server_certificate(host: Ref<'host'>): Promise<Ref<'task'>>
    install_server_certificate(host: Ref<'host'>, certificate: string, private_key: string, certificate_chain?: string): Promise<Ref<'task'>>
    reset_server_certificate(host: Ref<'host'>): Promise<Ref<'task'>>
    update_pool_secret(host: Ref<'host'>, pool_secret: string): Promise<Ref<'task'>>
    update_master(host: Ref<'host'>, master_address: string): Promise<Ref<'task'>>
    attach_static_vdis(host: Ref<'host'>, vdi_reason_map: { readonly [key: string]: string }): Promise<Ref<'task'>>
    detach_static_vdis(host: Ref<'host'>, vdis: readonly (Ref<'VDI'>)[]): Promise<Ref<'task'>>
    set_localdb_key(host: Ref<'host'>, key: string, value: string): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    refresh_pack_info(host: Ref<'host'>): Promise<Ref<'task'>>
    set_power_on_mode(self: Ref<'host'>, power_on_mode: string, power_on_config: { readonly [key: string]: string }): Promise<Ref<'task'>>
    reset_networking(host: Ref<'host'>): Promise<Ref<'task'>>
    migrate_receive(host: Ref<'host'>, network: Ref<'network'>, options: { readonly [key: string]: string }): Promise<Ref<'task'>>
    declare_dead(host: Ref<'host'>): Promise<Ref<'task'>>
    enable_display(host: Ref<'host'>): Promise<Ref<'task'>>
    disable_display(host: Ref<'host'>): Promise<Ref<'task'>>
    set_ssl_legacy(self: Ref<'host'>, value: boolean): Promise<Ref<'task'>>
    apply_guest_agent_config(host: Ref<'host'>): Promise<Ref<'task'>>
    mxgpu_vf_setup(host: Ref<'host'>): Promise<Ref<'task'>>
    nvidia_vf_setup(host: Ref<'host'>, pf: Ref<'PCI'>, enable: boolean): Promise<Ref<'task'>>
    allocate_resources_for_vm(self: Ref<'host'>, vm: Ref<'VM'>, live: boolean): Promise<Ref<'task'>>
    set_iscsi_iqn(host: Ref<'host'>, value: string): Promise<Ref<'task'>>
    set_multipathing(host: Ref<'host'>, value: boolean): Promise<Ref<'task'>>
    write_uefi_certificates_to_disk(host: Ref<'host'>): Promise<Ref<'task'>>
    /** @deprecated since xapi 22.16.0 */
    set_uefi_certificates(host: Ref<'host'>, value: string): Promise<Ref<'task'>>
    notify_accept_new_pool_secret(host: Ref<'host'>, old_ps: string, new_ps: string): Promise<Ref<'task'>>
    notify_send_new_pool_secret(host: Ref<'host'>, old_ps: string, new_ps: string): Promise<Ref<'task'>>
    cleanup_pool_secret(host: Ref<'host'>, old_ps: string, new_ps: string): Promise<Ref<'task'>>
    set_sched_gran(self: Ref<'host'>, value: Enums['host_sched_gran']): Promise<Ref<'task'>>
    get_sched_gran(self: Ref<'host'>): Promise<Ref<'task'>>
    set_numa_affinity_policy(self: Ref<'host'>, value: Enums['host_numa_affinity_policy']): Promise<Ref<'task'>>
    cert_distrib_atom(host: Ref<'host'>, command: string): Promise<Ref<'task'>>
    apply_updates(self: Ref<'host'>, hash: string): Promise<Ref<'task'>>
    rescan_drivers(self: Ref<'host'>): Promise<Ref<'task'>>
    copy_primary_host_certs(host: Ref<'host'>): Promise<Ref<'task'>>
    set_https_only(self: Ref<'host'>, value: boolean): Promise<Ref<'task'>>
    /** @deprecated gone since xapi 23.25.0 */
    apply_recommended_guidances(self: Ref<'host'>): Promise<Ref<'task'>>
    enable_ssh(self: Ref<'host'>): Promise<Ref<'task'>>
    disable_ssh(self: Ref<'host'>): Promise<Ref<'task'>>
    set_ssh_enabled_timeout(self: Ref<'host'>, value: number): Promise<Ref<'task'>>
    set_console_idle_timeout(self: Ref<'host'>, value: number): Promise<Ref<'task'>>
    set_ssh_auto_mode(self: Ref<'host'>, value: boolean): Promise<Ref<'task'>>
    get_tracked_user_agents(self: Ref<'host'>): Promise<Ref<'task'>>
    set_max_cstate(self: Ref<'host'>, value: string): Promise<Ref<'task'>>
    set_ntp_mode(self: Ref<'host'>, value: Enums['host_ntp_mode']): Promise<Ref<'task'>>
    set_ntp_custom_servers(self: Ref<'host'>, value: readonly (string)[]): Promise<Ref<'task'>>
    get_ntp_servers_status(self: Ref<'host'>): Promise<Ref<'task'>>
    set_timezone(self: Ref<'host'>, value: string): Promise<Ref<'task'>>
    list_timezones(self: Ref<'host'>): Promise<Ref<'task'>>
    get_ntp_synchronized(self: Ref<'host'>): Promise<Ref<'task'>>
    set_servertime(self: Ref<'host'>, value: Datetime): Promise<Ref<'task'>>
  }
  host_crashdump: {
    destroy(self: Ref<'host_crashdump'>): Promise<Ref<'task'>>
    upload(self: Ref<'host_crashdump'>, url: string, options: { readonly [key: string]: string }): Promise<Ref<'task'>>
  }
  /** @deprecated since XenServer 7.1 (ely) */
  host_patch: {
    /** @deprecated since XenServer 4.1 (miami) */
    destroy(self: Ref<'host_patch'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 4.1 (miami) */
    apply(self: Ref<'host_patch'>): Promise<Ref<'task'>>
  }
  network: {
    attach(network: Ref<'network'>, host: Ref<'host'>): Promise<Ref<'task'>>
    pool_introduce(name_label: string, name_description: string, MTU: number, other_config: { readonly [key: string]: string }, bridge: string, managed: boolean, purpose: readonly (Enums['network_purpose'])[]): Promise<Ref<'task'>>
    create_new_blob(network: Ref<'network'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'task'>>
    set_default_locking_mode(network: Ref<'network'>, value: Enums['network_default_locking_mode']): Promise<Ref<'task'>>
    attach_for_vm(host: Ref<'host'>, vm: Ref<'VM'>): Promise<Ref<'task'>>
    detach_for_vm(host: Ref<'host'>, vm: Ref<'VM'>): Promise<Ref<'task'>>
    add_purpose(self: Ref<'network'>, value: Enums['network_purpose']): Promise<Ref<'task'>>
    remove_purpose(self: Ref<'network'>, value: Enums['network_purpose']): Promise<Ref<'task'>>
    create(args: Records['network']): Promise<Ref<'task'>>
    destroy(self: Ref<'network'>): Promise<Ref<'task'>>
  }
  VIF: {
    plug(self: Ref<'VIF'>): Promise<Ref<'task'>>
    unplug(self: Ref<'VIF'>): Promise<Ref<'task'>>
    unplug_force(self: Ref<'VIF'>): Promise<Ref<'task'>>
    move(self: Ref<'VIF'>, network: Ref<'network'>): Promise<Ref<'task'>>
    set_locking_mode(self: Ref<'VIF'>, value: Enums['vif_locking_mode']): Promise<Ref<'task'>>
    set_ipv4_allowed(self: Ref<'VIF'>, value: readonly (string)[]): Promise<Ref<'task'>>
    add_ipv4_allowed(self: Ref<'VIF'>, value: string): Promise<Ref<'task'>>
    remove_ipv4_allowed(self: Ref<'VIF'>, value: string): Promise<Ref<'task'>>
    set_ipv6_allowed(self: Ref<'VIF'>, value: readonly (string)[]): Promise<Ref<'task'>>
    add_ipv6_allowed(self: Ref<'VIF'>, value: string): Promise<Ref<'task'>>
    remove_ipv6_allowed(self: Ref<'VIF'>, value: string): Promise<Ref<'task'>>
    configure_ipv4(self: Ref<'VIF'>, mode: Enums['vif_ipv4_configuration_mode'], address?: string, gateway?: string): Promise<Ref<'task'>>
    configure_ipv6(self: Ref<'VIF'>, mode: Enums['vif_ipv6_configuration_mode'], address?: string, gateway?: string): Promise<Ref<'task'>>
    add_trunks(self: Ref<'VIF'>, value: number): Promise<Ref<'task'>>
    remove_trunks(self: Ref<'VIF'>, value: number): Promise<Ref<'task'>>
    set_trunks(self: Ref<'VIF'>, value: readonly (number)[]): Promise<Ref<'task'>>
    create(args: Records['VIF']): Promise<Ref<'task'>>
    destroy(self: Ref<'VIF'>): Promise<Ref<'task'>>
  }
  PIF: {
    /** @deprecated since XenServer 4.1 (miami) */
    create_VLAN(device: string, network: Ref<'network'>, host: Ref<'host'>, VLAN: number): Promise<Ref<'task'>>
    /** @deprecated since XenServer 4.1 (miami) */
    destroy(self: Ref<'PIF'>): Promise<Ref<'task'>>
    reconfigure_ip(self: Ref<'PIF'>, mode: Enums['ip_configuration_mode'], IP: string, netmask: string, gateway: string, DNS: string): Promise<Ref<'task'>>
    reconfigure_ipv6(self: Ref<'PIF'>, mode: Enums['ipv6_configuration_mode'], IPv6: string, gateway: string, DNS: string): Promise<Ref<'task'>>
    set_primary_address_type(self: Ref<'PIF'>, primary_address_type: Enums['primary_address_type']): Promise<Ref<'task'>>
    scan(host: Ref<'host'>): Promise<Ref<'task'>>
    introduce(host: Ref<'host'>, MAC: string, device: string, managed?: boolean): Promise<Ref<'task'>>
    forget(self: Ref<'PIF'>): Promise<Ref<'task'>>
    unplug(self: Ref<'PIF'>): Promise<Ref<'task'>>
    set_disallow_unplug(self: Ref<'PIF'>, value: boolean): Promise<Ref<'task'>>
    plug(self: Ref<'PIF'>): Promise<Ref<'task'>>
    pool_introduce(device: string, network: Ref<'network'>, host: Ref<'host'>, MAC: string, MTU: number, VLAN: number, physical: boolean, ip_configuration_mode: Enums['ip_configuration_mode'], IP: string, netmask: string, gateway: string, DNS: string, bond_slave_of: Ref<'Bond'>, VLAN_master_of: Ref<'VLAN'>, management: boolean, other_config: { readonly [key: string]: string }, disallow_unplug?: boolean, ipv6_configuration_mode?: Enums['ipv6_configuration_mode'], IPv6?: readonly (string)[], ipv6_gateway?: string, primary_address_type?: Enums['primary_address_type'], managed?: boolean, properties?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    db_introduce(device: string, network: Ref<'network'>, host: Ref<'host'>, MAC: string, MTU: number, VLAN: number, physical: boolean, ip_configuration_mode: Enums['ip_configuration_mode'], IP: string, netmask: string, gateway: string, DNS: string, bond_slave_of: Ref<'Bond'>, VLAN_master_of: Ref<'VLAN'>, management: boolean, other_config: { readonly [key: string]: string }, disallow_unplug?: boolean, ipv6_configuration_mode?: Enums['ipv6_configuration_mode'], IPv6?: readonly (string)[], ipv6_gateway?: string, primary_address_type?: Enums['primary_address_type'], managed?: boolean, properties?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    db_forget(self: Ref<'PIF'>): Promise<Ref<'task'>>
    set_property(self: Ref<'PIF'>, name: string, value: string): Promise<Ref<'task'>>
  }
  Bond: {
    create(network: Ref<'network'>, members: readonly (Ref<'PIF'>)[], MAC: string, mode?: Enums['bond_mode'], properties?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    destroy(self: Ref<'Bond'>): Promise<Ref<'task'>>
    set_mode(self: Ref<'Bond'>, value: Enums['bond_mode']): Promise<Ref<'task'>>
    set_property(self: Ref<'Bond'>, name: string, value: string): Promise<Ref<'task'>>
  }
  VLAN: {
    pool_introduce(tagged_PIF: Ref<'PIF'>, untagged_PIF: Ref<'PIF'>, tag: number, other_config: { readonly [key: string]: string }): Promise<Ref<'task'>>
    create(tagged_PIF: Ref<'PIF'>, tag: number, network: Ref<'network'>): Promise<Ref<'task'>>
    destroy(self: Ref<'VLAN'>): Promise<Ref<'task'>>
  }
  SR: {
    create(host: Ref<'host'>, device_config: { readonly [key: string]: string }, physical_size: number, name_label: string, name_description: string, type: string, content_type: string, shared: boolean, sm_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    introduce(uuid: string, name_label: string, name_description: string, type: string, content_type: string, shared: boolean, sm_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    /** @deprecated since XenServer 4.1 (miami) */
    make(host: Ref<'host'>, device_config: { readonly [key: string]: string }, physical_size: number, name_label: string, name_description: string, type: string, content_type: string, sm_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    destroy(sr: Ref<'SR'>): Promise<Ref<'task'>>
    forget(sr: Ref<'SR'>): Promise<Ref<'task'>>
    update(sr: Ref<'SR'>): Promise<Ref<'task'>>
    scan(sr: Ref<'SR'>): Promise<Ref<'task'>>
    probe(host: Ref<'host'>, device_config: { readonly [key: string]: string }, type: string, sm_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    probe_ext(host: Ref<'host'>, device_config: { readonly [key: string]: string }, type: string, sm_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    set_shared(sr: Ref<'SR'>, value: boolean): Promise<Ref<'task'>>
    set_name_label(sr: Ref<'SR'>, value: string): Promise<Ref<'task'>>
    set_name_description(sr: Ref<'SR'>, value: string): Promise<Ref<'task'>>
    create_new_blob(sr: Ref<'SR'>, name: string, mime_type: string, public_?: boolean): Promise<Ref<'task'>>
    assert_can_host_ha_statefile(sr: Ref<'SR'>): Promise<Ref<'task'>>
    assert_supports_database_replication(sr: Ref<'SR'>): Promise<Ref<'task'>>
    enable_database_replication(sr: Ref<'SR'>): Promise<Ref<'task'>>
    disable_database_replication(sr: Ref<'SR'>): Promise<Ref<'task'>>
    get_live_hosts(sr: Ref<'SR'>): Promise<Ref<'task'>>
  }
  LVHD: {
    enable_thin_provisioning(host: Ref<'host'>, SR: Ref<'SR'>, initial_allocation: number, allocation_quantum: number): Promise<Ref<'task'>>
  }
  VDI: {
    snapshot(vdi: Ref<'VDI'>, driver_params?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    clone(vdi: Ref<'VDI'>, driver_params?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    resize(vdi: Ref<'VDI'>, size: number): Promise<Ref<'task'>>
    resize_online(vdi: Ref<'VDI'>, size: number): Promise<Ref<'task'>>
    introduce(uuid: string, name_label: string, name_description: string, SR: Ref<'SR'>, type: Enums['vdi_type'], sharable: boolean, read_only: boolean, other_config: { readonly [key: string]: string }, location: string, xenstore_data?: { readonly [key: string]: string }, sm_config?: { readonly [key: string]: string }, managed?: boolean, virtual_size?: number, physical_utilisation?: number, metadata_of_pool?: Ref<'pool'>, is_a_snapshot?: boolean, snapshot_time?: Datetime, snapshot_of?: Ref<'VDI'>): Promise<Ref<'task'>>
    pool_introduce(uuid: string, name_label: string, name_description: string, SR: Ref<'SR'>, type: Enums['vdi_type'], sharable: boolean, read_only: boolean, other_config: { readonly [key: string]: string }, location: string, xenstore_data?: { readonly [key: string]: string }, sm_config?: { readonly [key: string]: string }, managed?: boolean, virtual_size?: number, physical_utilisation?: number, metadata_of_pool?: Ref<'pool'>, is_a_snapshot?: boolean, snapshot_time?: Datetime, snapshot_of?: Ref<'VDI'>, cbt_enabled?: boolean): Promise<Ref<'task'>>
    db_introduce(uuid: string, name_label: string, name_description: string, SR: Ref<'SR'>, type: Enums['vdi_type'], sharable: boolean, read_only: boolean, other_config: { readonly [key: string]: string }, location: string, xenstore_data?: { readonly [key: string]: string }, sm_config?: { readonly [key: string]: string }, managed?: boolean, virtual_size?: number, physical_utilisation?: number, metadata_of_pool?: Ref<'pool'>, is_a_snapshot?: boolean, snapshot_time?: Datetime, snapshot_of?: Ref<'VDI'>, cbt_enabled?: boolean): Promise<Ref<'task'>>
    db_forget(vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    update(vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    copy(vdi: Ref<'VDI'>, sr?: Ref<'SR'>, base_vdi?: Ref<'VDI'>, into_vdi?: Ref<'VDI'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 4.1 (miami) */
    force_unlock(vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    forget(vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    set_name_label(self: Ref<'VDI'>, value: string): Promise<Ref<'task'>>
    set_name_description(self: Ref<'VDI'>, value: string): Promise<Ref<'task'>>
    generate_config(host: Ref<'host'>, vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    set_on_boot(self: Ref<'VDI'>, value: Enums['on_boot']): Promise<Ref<'task'>>
    set_allow_caching(self: Ref<'VDI'>, value: boolean): Promise<Ref<'task'>>
    open_database(self: Ref<'VDI'>): Promise<Ref<'task'>>
    checksum(self: Ref<'VDI'>): Promise<Ref<'task'>>
    read_database_pool_uuid(self: Ref<'VDI'>): Promise<Ref<'task'>>
    pool_migrate(vdi: Ref<'VDI'>, sr: Ref<'SR'>, options: { readonly [key: string]: string }): Promise<Ref<'task'>>
    enable_cbt(self: Ref<'VDI'>): Promise<Ref<'task'>>
    disable_cbt(self: Ref<'VDI'>): Promise<Ref<'task'>>
    set_cbt_enabled(self: Ref<'VDI'>, value: boolean): Promise<Ref<'task'>>
    data_destroy(self: Ref<'VDI'>): Promise<Ref<'task'>>
    list_changed_blocks(vdi_from: Ref<'VDI'>, vdi_to: Ref<'VDI'>): Promise<Ref<'task'>>
    revert(snapshot: Ref<'VDI'>): Promise<Ref<'task'>>
    create(args: Records['VDI']): Promise<Ref<'task'>>
    destroy(self: Ref<'VDI'>): Promise<Ref<'task'>>
  }
  VBD: {
    eject(vbd: Ref<'VBD'>): Promise<Ref<'task'>>
    insert(vbd: Ref<'VBD'>, vdi: Ref<'VDI'>): Promise<Ref<'task'>>
    plug(self: Ref<'VBD'>): Promise<Ref<'task'>>
    unplug(self: Ref<'VBD'>): Promise<Ref<'task'>>
    unplug_force(self: Ref<'VBD'>): Promise<Ref<'task'>>
    /** @deprecated since XenServer 7.1 (ely) */
    unplug_force_no_safety_check(self: Ref<'VBD'>): Promise<Ref<'task'>>
    assert_attachable(self: Ref<'VBD'>): Promise<Ref<'task'>>
    pause(self: Ref<'VBD'>): Promise<Ref<'task'>>
    unpause(self: Ref<'VBD'>, token?: string): Promise<Ref<'task'>>
    set_mode(self: Ref<'VBD'>, value: Enums['vbd_mode']): Promise<Ref<'task'>>
    create(args: Records['VBD']): Promise<Ref<'task'>>
    destroy(self: Ref<'VBD'>): Promise<Ref<'task'>>
  }
  PBD: {
    plug(self: Ref<'PBD'>): Promise<Ref<'task'>>
    unplug(self: Ref<'PBD'>): Promise<Ref<'task'>>
    set_device_config(self: Ref<'PBD'>, value: { readonly [key: string]: string }): Promise<Ref<'task'>>
    create(args: Records['PBD']): Promise<Ref<'task'>>
    destroy(self: Ref<'PBD'>): Promise<Ref<'task'>>
  }
  /** @deprecated since XenServer 7.3 (inverness) */
  crashdump: {
    destroy(self: Ref<'crashdump'>): Promise<Ref<'task'>>
  }
  VTPM: {
    create(vM: Ref<'VM'>, is_unique: boolean): Promise<Ref<'task'>>
    destroy(self: Ref<'VTPM'>): Promise<Ref<'task'>>
    get_contents(self: Ref<'VTPM'>): Promise<Ref<'task'>>
    set_contents(self: Ref<'VTPM'>, contents: string): Promise<Ref<'task'>>
  }
  console: {
    create(args: Records['console']): Promise<Ref<'task'>>
    destroy(self: Ref<'console'>): Promise<Ref<'task'>>
  }
  /** @deprecated since XenServer 5.5 (george) */
  user: {
    /** @deprecated since XenServer 5.5 (george) */
    create(args: Records['user']): Promise<Ref<'task'>>
    /** @deprecated since XenServer 5.5 (george) */
    destroy(self: Ref<'user'>): Promise<Ref<'task'>>
  }
  message: {
    destroy_many(messages: readonly (Ref<'message'>)[]): Promise<Ref<'task'>>
    destroy_all(filters: { readonly [key: string]: string }): Promise<Ref<'task'>>
  }
  secret: {
    create(args: Records['secret']): Promise<Ref<'task'>>
    destroy(self: Ref<'secret'>): Promise<Ref<'task'>>
  }
  tunnel: {
    create(transport_PIF: Ref<'PIF'>, network: Ref<'network'>, protocol?: Enums['tunnel_protocol']): Promise<Ref<'task'>>
    destroy(self: Ref<'tunnel'>): Promise<Ref<'task'>>
  }
  network_sriov: {
    create(pif: Ref<'PIF'>, network: Ref<'network'>): Promise<Ref<'task'>>
    destroy(self: Ref<'network_sriov'>): Promise<Ref<'task'>>
    get_remaining_capacity(self: Ref<'network_sriov'>): Promise<Ref<'task'>>
  }
  PCI: {
    disable_dom0_access(self: Ref<'PCI'>): Promise<Ref<'task'>>
    enable_dom0_access(self: Ref<'PCI'>): Promise<Ref<'task'>>
    get_dom0_access_status(self: Ref<'PCI'>): Promise<Ref<'task'>>
  }
  PGPU: {
    add_enabled_VGPU_types(self: Ref<'PGPU'>, value: Ref<'VGPU_type'>): Promise<Ref<'task'>>
    remove_enabled_VGPU_types(self: Ref<'PGPU'>, value: Ref<'VGPU_type'>): Promise<Ref<'task'>>
    set_enabled_VGPU_types(self: Ref<'PGPU'>, value: readonly (Ref<'VGPU_type'>)[]): Promise<Ref<'task'>>
    set_GPU_group(self: Ref<'PGPU'>, value: Ref<'GPU_group'>): Promise<Ref<'task'>>
    get_remaining_capacity(self: Ref<'PGPU'>, vgpu_type: Ref<'VGPU_type'>): Promise<Ref<'task'>>
    /** @deprecated since xapi 24.14.0 */
    enable_dom0_access(self: Ref<'PGPU'>): Promise<Ref<'task'>>
    /** @deprecated since xapi 24.14.0 */
    disable_dom0_access(self: Ref<'PGPU'>): Promise<Ref<'task'>>
  }
  GPU_group: {
    create(name_label?: string, name_description?: string, other_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    destroy(self: Ref<'GPU_group'>): Promise<Ref<'task'>>
    update_enabled_VGPU_types(self: Ref<'GPU_group'>): Promise<Ref<'task'>>
    update_supported_VGPU_types(self: Ref<'GPU_group'>): Promise<Ref<'task'>>
    get_remaining_capacity(self: Ref<'GPU_group'>, vgpu_type: Ref<'VGPU_type'>): Promise<Ref<'task'>>
  }
  VGPU: {
    create(VM: Ref<'VM'>, GPU_group: Ref<'GPU_group'>, device?: string, other_config?: { readonly [key: string]: string }, type?: Ref<'VGPU_type'>): Promise<Ref<'task'>>
    destroy(self: Ref<'VGPU'>): Promise<Ref<'task'>>
    atomic_set_resident_on(self: Ref<'VGPU'>, value: Ref<'PGPU'>): Promise<Ref<'task'>>
  }
  PVS_site: {
    introduce(name_label: string, name_description: string, PVS_uuid: string): Promise<Ref<'task'>>
    forget(self: Ref<'PVS_site'>): Promise<Ref<'task'>>
    set_PVS_uuid(self: Ref<'PVS_site'>, value: string): Promise<Ref<'task'>>
  }
  PVS_server: {
    introduce(addresses: readonly (string)[], first_port: number, last_port: number, site: Ref<'PVS_site'>): Promise<Ref<'task'>>
    forget(self: Ref<'PVS_server'>): Promise<Ref<'task'>>
  }
  PVS_proxy: {
    create(site: Ref<'PVS_site'>, VIF: Ref<'VIF'>): Promise<Ref<'task'>>
    destroy(self: Ref<'PVS_proxy'>): Promise<Ref<'task'>>
  }
  PVS_cache_storage: {
    create(args: Records['PVS_cache_storage']): Promise<Ref<'task'>>
    destroy(self: Ref<'PVS_cache_storage'>): Promise<Ref<'task'>>
  }
  SDN_controller: {
    introduce(protocol?: Enums['sdn_controller_protocol'], address?: string, port?: number): Promise<Ref<'task'>>
    forget(self: Ref<'SDN_controller'>): Promise<Ref<'task'>>
  }
  PUSB: {
    scan(host: Ref<'host'>): Promise<Ref<'task'>>
    set_passthrough_enabled(self: Ref<'PUSB'>, value: boolean): Promise<Ref<'task'>>
  }
  USB_group: {
    create(name_label?: string, name_description?: string, other_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    destroy(self: Ref<'USB_group'>): Promise<Ref<'task'>>
  }
  VUSB: {
    create(VM: Ref<'VM'>, USB_group: Ref<'USB_group'>, other_config?: { readonly [key: string]: string }): Promise<Ref<'task'>>
    unplug(self: Ref<'VUSB'>): Promise<Ref<'task'>>
    destroy(self: Ref<'VUSB'>): Promise<Ref<'task'>>
  }
  Cluster: {
    create(PIF: Ref<'PIF'>, cluster_stack: string, pool_auto_join: boolean, token_timeout?: number, token_timeout_coefficient?: number): Promise<Ref<'task'>>
    destroy(self: Ref<'Cluster'>): Promise<Ref<'task'>>
    get_network(self: Ref<'Cluster'>): Promise<Ref<'task'>>
    pool_create(network: Ref<'network'>, cluster_stack: string, token_timeout?: number, token_timeout_coefficient?: number): Promise<Ref<'task'>>
    pool_force_destroy(self: Ref<'Cluster'>): Promise<Ref<'task'>>
    pool_destroy(self: Ref<'Cluster'>): Promise<Ref<'task'>>
    pool_resync(self: Ref<'Cluster'>): Promise<Ref<'task'>>
    cstack_sync(self: Ref<'Cluster'>): Promise<Ref<'task'>>
  }
  Cluster_host: {
    create(cluster: Ref<'Cluster'>, host: Ref<'host'>, pif: Ref<'PIF'>): Promise<Ref<'task'>>
    destroy(self: Ref<'Cluster_host'>): Promise<Ref<'task'>>
    enable(self: Ref<'Cluster_host'>): Promise<Ref<'task'>>
    force_destroy(self: Ref<'Cluster_host'>): Promise<Ref<'task'>>
    forget(self: Ref<'Cluster_host'>): Promise<Ref<'task'>>
    disable(self: Ref<'Cluster_host'>): Promise<Ref<'task'>>
  }
  Diagnostics: {
    gc_compact(host: Ref<'host'>): Promise<Ref<'task'>>
    gc_stats(host: Ref<'host'>): Promise<Ref<'task'>>
    db_stats(): Promise<Ref<'task'>>
    network_stats(host: Ref<'host'>, params: { readonly [key: string]: string }): Promise<Ref<'task'>>
  }
  Repository: {
    introduce(name_label: string, name_description: string, binary_url: string, source_url: string, update: boolean, gpgkey_path?: string): Promise<Ref<'task'>>
    introduce_bundle(name_label: string, name_description: string): Promise<Ref<'task'>>
    introduce_remote_pool(name_label: string, name_description: string, binary_url: string, certificate: string): Promise<Ref<'task'>>
    forget(self: Ref<'Repository'>): Promise<Ref<'task'>>
    apply(host: Ref<'host'>): Promise<Ref<'task'>>
    set_gpgkey_path(self: Ref<'Repository'>, value: string): Promise<Ref<'task'>>
    apply_livepatch(host: Ref<'host'>, component: string, base_build_id: string, base_version: string, base_release: string, to_version: string, to_release: string): Promise<Ref<'task'>>
  }
  Observer: {
    register(self: Ref<'Observer'>, host: Ref<'host'>): Promise<Ref<'task'>>
    unregister(self: Ref<'Observer'>, host: Ref<'host'>): Promise<Ref<'task'>>
    set_hosts(self: Ref<'Observer'>, value: readonly (Ref<'host'>)[]): Promise<Ref<'task'>>
    set_enabled(self: Ref<'Observer'>, value: boolean): Promise<Ref<'task'>>
    set_attributes(self: Ref<'Observer'>, value: { readonly [key: string]: string }): Promise<Ref<'task'>>
    set_endpoints(self: Ref<'Observer'>, value: readonly (string)[]): Promise<Ref<'task'>>
    set_components(self: Ref<'Observer'>, value: readonly (string)[]): Promise<Ref<'task'>>
    create(args: Records['Observer']): Promise<Ref<'task'>>
    destroy(self: Ref<'Observer'>): Promise<Ref<'task'>>
  }
  VM_group: {
    create(args: Records['VM_group']): Promise<Ref<'task'>>
    destroy(self: Ref<'VM_group'>): Promise<Ref<'task'>>
  }
  Host_driver: {
    select(self: Ref<'Host_driver'>, variant: Ref<'Driver_variant'>): Promise<Ref<'task'>>
    deselect(self: Ref<'Host_driver'>): Promise<Ref<'task'>>
    rescan(host: Ref<'host'>): Promise<Ref<'task'>>
  }
  Driver_variant: {
    select(self: Ref<'Driver_variant'>): Promise<Ref<'task'>>
  }
  Caller: {
    add_group(self: Ref<'Caller'>, group: string): Promise<Ref<'task'>>
    remove_group(self: Ref<'Caller'>, group: string): Promise<Ref<'task'>>
    query_token_usage(self: Ref<'Caller'>): Promise<Ref<'task'>>
    query_call_count(self: Ref<'Caller'>): Promise<Ref<'task'>>
    query_group_token_usage(group: string): Promise<Ref<'task'>>
    query_group_call_count(group: string): Promise<Ref<'task'>>
    query_all_usage(): Promise<Ref<'task'>>
    create(args: Records['Caller']): Promise<Ref<'task'>>
    destroy(self: Ref<'Caller'>): Promise<Ref<'task'>>
  }
  Rate_limit: {
    add_caller(self: Ref<'Rate_limit'>, caller: Ref<'Caller'>): Promise<Ref<'task'>>
    remove_caller(self: Ref<'Rate_limit'>, caller: Ref<'Caller'>): Promise<Ref<'task'>>
    set_burst_size(self: Ref<'Rate_limit'>, value: number): Promise<Ref<'task'>>
    set_fill_rate(self: Ref<'Rate_limit'>, value: number): Promise<Ref<'task'>>
    create(args: Records['Rate_limit']): Promise<Ref<'task'>>
    destroy(self: Ref<'Rate_limit'>): Promise<Ref<'task'>>
  }
}
export type { Datetime }
