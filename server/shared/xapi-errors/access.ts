import { already, type ErrorTable } from './table'

const directory = 'Check the name of the domain, and that the host’s name servers know it.'
const account = 'Use an account that may add computers to the domain.'
const credentials = 'Check user name and password.'
const certificates = 'Install the certificate of the domain’s authority in the pool.'

/** Sessions, roles, directories, certificates, licences. */
export const accessErrors: ErrorTable = {
  SESSION_AUTHENTICATION_FAILED: [
    'permission',
    'The pool does not accept this user name and password.',
    'Check both; the pool may have delayed its answer on purpose.',
  ],
  SESSION_AUTHORIZATION_FAILED: [
    'permission',
    '{0:text|The account} may sign in to the directory but has no access to this pool.',
    'Have a pool administrator add the account or one of its groups.',
  ],
  SESSION_INVALID: ['refused', 'The session with the pool has ended.', 'Try again.'],
  SESSION_NOT_REGISTERED: ['refused', 'The session has not asked for events.'],
  RBAC_PERMISSION_DENIED: [
    'permission',
    'The account Domus uses on this pool may not do this ({0:text|not named}).',
    'Give the account a higher role on the pool, or connect with another.',
  ],
  PERMISSION_DENIED: ['permission', 'The account may not do this{0:because}.'],
  USER_IS_NOT_LOCAL_SUPERUSER: [
    'permission',
    'Only the local administrator of the pool may do this{0:because}.',
  ],
  CHANGE_PASSWORD_REJECTED: ['refused', 'The new password was not accepted{0:because}.', 'Choose another.'],
  ROLE_ALREADY_EXISTS: ['conflict', 'The account has this role already.', already],
  ROLE_NOT_FOUND: ['missing', 'There is no such role.'],
  SUBJECT_ALREADY_EXISTS: ['conflict', 'This account or group has access already.', already],
  SUBJECT_CANNOT_BE_RESOLVED: [
    'missing',
    'The directory does not know this account or group.',
    'Check how it is spelt.',
  ],
  TOO_MANY_GROUPS: ['refused', 'The account is in too many groups.'],
  TOO_MANY_PENDING_TASKS: [
    'refused',
    'Too many tasks are waiting at the pool.',
    'Wait until some have finished.',
  ],
  ILLEGAL_IN_FIPS_MODE: ['refused', 'This is not allowed in FIPS mode.'],

  AUTH_ALREADY_ENABLED: [
    'conflict',
    'The host uses a directory already ({0:text|?}, {1:text|?}).',
    'Leave that one first.',
  ],
  AUTH_DISABLE_FAILED: ['internal', 'The directory could not be left{0:because}.'],
  AUTH_DISABLE_FAILED_PERMISSION_DENIED: [
    'permission',
    'The directory did not let the host go{0:because}.',
    account,
  ],
  AUTH_DISABLE_FAILED_WRONG_CREDENTIALS: [
    'permission',
    'The directory did not accept user name and password{0:because}.',
    credentials,
  ],
  AUTH_ENABLE_FAILED: ['internal', 'The directory could not be joined{0:because}.'],
  AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED: [
    'transport',
    'The domain could not be found{0:because}.',
    directory,
  ],
  AUTH_ENABLE_FAILED_INVALID_ACCOUNT: [
    'refused',
    'This account can’t join hosts to the domain{0:because}.',
    account,
  ],
  AUTH_ENABLE_FAILED_INVALID_OU: ['refused', 'The domain has no such organisational unit{0:because}.'],
  AUTH_ENABLE_FAILED_INVALID_TRUSTED_CERTS: [
    'refused',
    'The certificates for the domain can’t be used{0:because}.',
    certificates,
  ],
  AUTH_ENABLE_FAILED_NO_SUPPORT_ENCRYPT_TYPE: [
    'refused',
    'The domain and the host share no kind of encryption{0:because}.',
  ],
  AUTH_ENABLE_FAILED_NO_TRUSTED_CERTS: [
    'missing',
    'The pool has no certificate to check the domain by{0:because}.',
    certificates,
  ],
  AUTH_ENABLE_FAILED_PERMISSION_DENIED: [
    'permission',
    'The directory did not let the host join{0:because}.',
    account,
  ],
  AUTH_ENABLE_FAILED_UNAVAILABLE: ['transport', 'The directory can’t be reached{0:because}.', directory],
  AUTH_ENABLE_FAILED_WRONG_CREDENTIALS: [
    'permission',
    'The directory did not accept user name and password{0:because}.',
    credentials,
  ],
  AUTH_INVALID_TRUSTED_CERTS: [
    'refused',
    'The certificates for the domain can’t be used{0:because}.',
    certificates,
  ],
  AUTH_IS_DISABLED: ['refused', 'The pool uses no directory.', 'Join one first.'],
  AUTH_NO_TRUSTED_CERTS: [
    'missing',
    'The pool has no certificate to check the domain by{0:because}.',
    certificates,
  ],
  AUTH_SERVICE_ERROR: [
    'transport',
    'The directory failed{0:because}.',
    'Try again; if it stays, check the directory.',
  ],
  AUTH_SETUP_TLS_CONNECTION: [
    'transport',
    'No encrypted connection to the directory could be made{0:because}.',
    certificates,
  ],
  AUTH_SET_LDAPS_FAILED: ['internal', 'LDAPS could not be set up on {0|the host}{1:because}.'],
  AUTH_UNKNOWN_TYPE: ['refused', 'The pool knows no directory of the kind {0:text|given}.'],
  POOL_AUTH_ALREADY_ENABLED: [
    'conflict',
    '{0|A host} uses a directory already.',
    'Let it leave that one first.',
  ],
  POOL_AUTH_DISABLE_FAILED: ['internal', '{0|A host} could not leave the directory{1:because}.'],
  POOL_AUTH_DISABLE_FAILED_INVALID_ACCOUNT: [
    'refused',
    'This account can’t take {0|a host} out of the domain{1:because}.',
    account,
  ],
  POOL_AUTH_DISABLE_FAILED_PERMISSION_DENIED: [
    'permission',
    'The directory did not let {0|a host} go{1:because}.',
    account,
  ],
  POOL_AUTH_DISABLE_FAILED_WRONG_CREDENTIALS: [
    'permission',
    'The directory did not accept user name and password from {0|a host}{1:because}.',
    credentials,
  ],
  POOL_AUTH_ENABLE_FAILED: ['internal', '{0|A host} could not join the directory{1:because}.'],
  POOL_AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED: [
    'transport',
    '{0|A host} could not find the domain{1:because}.',
    directory,
  ],
  POOL_AUTH_ENABLE_FAILED_DUPLICATE_HOSTNAME: [
    'conflict',
    'Another computer of the domain has the name of {0|a host}{1:because}.',
    'Give the host another name.',
  ],
  POOL_AUTH_ENABLE_FAILED_INVALID_ACCOUNT: [
    'refused',
    'This account can’t join {0|a host} to the domain{1:because}.',
    account,
  ],
  POOL_AUTH_ENABLE_FAILED_INVALID_OU: [
    'refused',
    'The domain has no such organisational unit for {0|a host}{1:because}.',
  ],
  POOL_AUTH_ENABLE_FAILED_INVALID_TRUSTED_CERTS: [
    'refused',
    'The certificates for the domain can’t be used on {0|a host}{1:because}.',
    certificates,
  ],
  POOL_AUTH_ENABLE_FAILED_NO_SUPPORT_ENCRYPT_TYPE: [
    'refused',
    'The domain and {0|a host} share no kind of encryption{1:because}.',
  ],
  POOL_AUTH_ENABLE_FAILED_NO_TRUSTED_CERTS: [
    'missing',
    '{0|A host} has no certificate to check the domain by{1:because}.',
    certificates,
  ],
  POOL_AUTH_ENABLE_FAILED_PERMISSION_DENIED: [
    'permission',
    'The directory did not let {0|a host} join{1:because}.',
    account,
  ],
  POOL_AUTH_ENABLE_FAILED_SETUP_TLS_CONNECTION: [
    'transport',
    '{0|A host} could make no encrypted connection to the directory{1:because}.',
    certificates,
  ],
  POOL_AUTH_ENABLE_FAILED_UNAVAILABLE: [
    'transport',
    '{0|A host} can’t reach the directory{1:because}.',
    directory,
  ],
  POOL_AUTH_ENABLE_FAILED_WRONG_CREDENTIALS: [
    'permission',
    'The directory did not accept user name and password from {0|a host}{1:because}.',
    credentials,
  ],

  CA_CERTIFICATE_EXPIRED: ['refused', 'The certificate of the authority has expired.', 'Get a newer one.'],
  CA_CERTIFICATE_INVALID: ['refused', 'This is no certificate of an authority.'],
  CA_CERTIFICATE_NOT_VALID_YET: [
    'refused',
    'The certificate of the authority is not valid yet.',
    'Check the time of the host.',
  ],
  CERTIFICATE_ALREADY_EXISTS: ['conflict', 'There is a certificate with the name {0:text|given} already.'],
  CERTIFICATE_CORRUPT: ['refused', 'The certificate {0:text|given} is damaged.'],
  CERTIFICATE_DOES_NOT_EXIST: ['missing', 'There is no certificate with the name {0:text|given}.'],
  CERTIFICATE_LACKS_PURPOSE: ['refused', 'The certificate is not made for this purpose.'],
  CERTIFICATE_LIBRARY_CORRUPT: ['internal', 'The certificates of the host are damaged.'],
  CERTIFICATE_NAME_INVALID: ['refused', '{0:text|This} is no name for a certificate.'],
  CERT_REFRESH_IN_PROGRESS: [
    'conflict',
    'The certificates of the pool are being refreshed.',
    'Wait until that has finished.',
  ],
  CRL_ALREADY_EXISTS: ['conflict', 'There is a revocation list with the name {0:text|given} already.'],
  CRL_CORRUPT: ['refused', 'The revocation list {0:text|given} is damaged.'],
  CRL_DOES_NOT_EXIST: ['missing', 'There is no revocation list with the name {0:text|given}.'],
  CRL_NAME_INVALID: ['refused', '{0:text|This} is no name for a revocation list.'],
  NOT_TRUSTED_CERTIFICATE: ['refused', '{0|The certificate} is not one of those that the pool trusts.'],
  SERVER_CERTIFICATE_CHAIN_INVALID: [
    'refused',
    'The certificates between this one and its authority are not in order.',
  ],
  SERVER_CERTIFICATE_EXPIRED: ['refused', 'The certificate has expired ({1:text|?}).', 'Get a newer one.'],
  SERVER_CERTIFICATE_INVALID: ['refused', 'This is no certificate for a host.'],
  SERVER_CERTIFICATE_KEY_ALGORITHM_NOT_SUPPORTED: [
    'refused',
    'The certificate uses a kind of key that hosts do not take ({0:text|?}).',
    'Use RSA.',
  ],
  SERVER_CERTIFICATE_KEY_INVALID: ['refused', 'This is no private key.'],
  SERVER_CERTIFICATE_KEY_MISMATCH: ['refused', 'The private key does not belong to the certificate.'],
  SERVER_CERTIFICATE_KEY_RSA_LENGTH_NOT_SUPPORTED: [
    'refused',
    'A key of {0:text|this many} bits is not taken.',
    'Use one of 2048 to 4096 bits.',
  ],
  SERVER_CERTIFICATE_KEY_RSA_MULTI_NOT_SUPPORTED: [
    'refused',
    'RSA keys of more than two primes are not taken.',
  ],
  SERVER_CERTIFICATE_NOT_VALID_YET: [
    'refused',
    'The certificate is not valid before {1:text|a later time}.',
    'Check the time of the host.',
  ],
  SERVER_CERTIFICATE_SIGNATURE_NOT_SUPPORTED: [
    'refused',
    'The certificate is signed in a way that hosts do not take.',
    'Use SHA-256.',
  ],
  TRUSTED_CERTIFICATE_ALREADY_EXISTS: [
    'conflict',
    'The pool trusts this certificate already ({0:text|?}).',
    already,
  ],
  TRUSTED_CERTIFICATE_EXPIRED: ['refused', 'The certificate has expired ({1:text|?}).', 'Get a newer one.'],
  TRUSTED_CERTIFICATE_INVALID: ['refused', 'This is no certificate that can be trusted.'],
  TRUSTED_CERTIFICATE_NOT_VALID_YET: [
    'refused',
    'The certificate is not valid before {1:text|a later time}.',
    'Check the time of the host.',
  ],
  SSL_VERIFY_ERROR: [
    'transport',
    'A certificate could not be checked{0:because}.',
    'Look at the certificates of the hosts that speak to each other.',
  ],
  TLS_CONNECTION_FAILED: [
    'transport',
    'No encrypted connection to {0:text|the other side}:{1:text|?} could be made.',
    'Check that it answers there, and its certificate.',
  ],
  TLS_VERIFICATION_ENABLE_IN_PROGRESS: [
    'conflict',
    'The checking of certificates is being switched on.',
    'Wait until that has finished.',
  ],
  TLS_VERIFICATION_NOT_ENABLED_IN_POOL: [
    'refused',
    'The pool does not check certificates.',
    'Switch that on first.',
  ],

  LICENCE_RESTRICTION: ['licence', 'The licence of the pool does not include this: {0:text|not named}'],
  FEATURE_RESTRICTED: ['licence', 'The licence of the pool does not include this: {0:text|not named}'],
  ACTIVATION_WHILE_NOT_FREE: ['licence', 'A free licence can’t be activated while another is in use.'],
  INVALID_EDITION: ['licence', 'There is no edition called {0:text|that}.'],
  INVALID_FEATURE_STRING: ['refused', 'This is no list of CPU features{0:because}.'],
  LICENSE_CANNOT_DOWNGRADE_WHILE_IN_POOL: [
    'licence',
    'A host can’t get a lesser licence while it is in a pool.',
  ],
  LICENSE_CHECKOUT_ERROR: [
    'licence',
    'The licence server gave no licence{1:because}.',
    'Check that the host reaches it and that it has licences left.',
  ],
  LICENSE_DOES_NOT_SUPPORT_POOLING: ['licence', 'The licence of this host does not allow pools.'],
  LICENSE_DOES_NOT_SUPPORT_XHA: ['licence', 'The licence does not include high availability.'],
  LICENSE_EXPIRED: ['licence', 'The licence has expired.', 'Renew it.'],
  LICENSE_FILE_DEPRECATED: ['licence', 'Licence files are not taken any more.', 'Use a licence server.'],
  LICENSE_HOST_POOL_MISMATCH: [
    'licence',
    'The host and the pool have different licences.',
    'Give both the same edition.',
  ],
  LICENSE_PROCESSING_ERROR: ['licence', 'The licence could not be read.'],
  MISSING_CONNECTION_DETAILS: ['missing', 'The address of the licence server is missing.'],
}
