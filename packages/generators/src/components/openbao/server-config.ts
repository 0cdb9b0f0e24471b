// The server's configuration file: storage, the static seal, and what it sets up by itself when it starts for the first time.
export interface ServerOptions {
  /** Of the release; the pods are called after it. */
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  /** Is there a key under sealFolder? */
  readonly sealed: boolean;
  /** Of the key-value engine that External Secrets reads; null without one. */
  readonly mount: string | null;
}

export const sealFolder = '/openbao/seal';
/** Whom External Secrets says it is. */
export const storeRole = 'external-secrets';
/** Nobody has the root token: whoever may make this service account and its tokens beside OpenBao may write secrets. */
const writerRole = 'writer';

/** HCL (openbao.org/docs/configuration). The pods' network is the boundary, so the listener speaks plain HTTP. */
export function serverConfig(options: ServerOptions): string {
  const parts = [
    'ui = true\n',
    block('listener "tcp"', ['tls_disable = true', 'address = "[::]:8200"', 'cluster_address = "[::]:8201"']),
    block('storage "raft"', ['path = "/openbao/data"', ...joins(options)]),
    'service_registration "kubernetes" {}\n',
    ...(options.sealed ? [staticSeal, ...selfInit(options)] : []),
  ];
  return parts.join('\n');
}

function joins({ name, replicas }: ServerOptions): string[] {
  return Array.from({ length: replicas }, (_, index) => {
    const address = text(`http://${name}-${index}.${name}-internal:8200`);
    return `retry_join {\n    leader_api_addr = ${address}\n  }`;
  });
}

const staticSeal = block('seal "static"', [
  'current_key_id = "1"',
  `current_key = ${text(`file://${sealFolder}/value`)}`,
]);

/** Needs a seal that opens by itself (openbao.org/docs/configuration/self-init). The root token is revoked at its end. */
function selfInit({ mount, namespace }: ServerOptions): string[] {
  const policy = `path "${mount}/data/*" { capabilities = ["read"] }`;
  const writing = `path "${mount}/*" { capabilities = ["create", "read", "update", "patch", "delete", "list"] }`;
  const access = [
    request('kv', { path: `sys/mounts/${mount}`, data: '{ type = "kv", options = { version = "2" } }' }),
    request('kubernetes', { path: 'sys/auth/kubernetes', data: '{ type = "kubernetes" }' }),
    request('api', {
      path: 'auth/kubernetes/config',
      data: '{ kubernetes_host = "https://kubernetes.default.svc" }',
    }),
    request('policy', { path: `sys/policies/acl/${storeRole}`, data: `{ policy = ${text(policy)} }` }),
    request('role', { path: `auth/kubernetes/role/${storeRole}`, data: roleData(storeRole, storeRole) }),
    request('writer-policy', { path: `sys/policies/acl/${writerRole}`, data: `{ policy = ${text(writing)} }` }),
    request('writer', { path: `auth/kubernetes/role/${writerRole}`, data: roleData(writerRole, namespace) }),
  ];
  return mount === null ? [] : [block('initialize "access"', access)];
}

/** A role for the service account of its name. */
const roleData = (role: string, namespace: string) =>
  `{ bound_service_account_names = ["${role}"], bound_service_account_namespaces = ["${namespace}"], ` +
  `token_policies = ["${role}"] }`;

function request(name: string, { path, data }: { readonly path: string; readonly data: string }): string {
  const fields = ['operation = "update"', `path = ${text(path)}`, `data = ${data}`];
  return `request "${name}" {\n${fields.map((field) => `    ${field}`).join('\n')}\n  }`;
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;
}

function text(value: string): string {
  return JSON.stringify(value);
}
