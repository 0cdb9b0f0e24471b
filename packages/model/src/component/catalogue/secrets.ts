// Catalogue: certificates and secrets.
import * as z from 'zod';
import { domain, ipAddress, matching, name } from '../../value.js';
import type {
  CertManagerConfiguration,
  ExternalSecretsConfiguration,
  NoConfiguration,
  OpenbaoConfiguration,
} from '../configurations.js';
import { always, type CatalogueEntry } from './entry.js';

const solver = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('http01') }),
  z.strictObject({ kind: z.literal('cloudflare'), token: z.string() }),
  z.strictObject({ kind: z.literal('rfc2136'), nameserver: ipAddress, keyName: domain, key: z.string() }),
]);

const email = matching(/^[^\s@"<>]+@[a-z0-9.-]+$/i, 'mail address', 'Write an address that somebody reads.');
const httpsUrl = matching(/^https:\/\/[\x21-\x7e]+$/, 'https address', 'Write an address that starts with https://.');

const issuer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('acme'), email, server: httpsUrl.optional(), solver }),
  z.strictObject({ kind: z.literal('ca'), keyPair: z.string() }),
  z.strictObject({ kind: z.literal('self-signed') }),
]);

type Named = readonly (readonly [field: string, secret: string])[];

function issuerSecrets({ issuer: stated }: Partial<CertManagerConfiguration>): Named {
  if (stated?.kind === 'ca') return [['issuer.keyPair', stated.keyPair]];
  if (stated?.kind !== 'acme') return [];
  if (stated.solver.kind === 'cloudflare') return [['issuer.solver.token', stated.solver.token]];
  return stated.solver.kind === 'rfc2136' ? [['issuer.solver.key', stated.solver.key]] : [];
}

/** oci://quay.io/jetstack/charts/cert-manager; cert-manager.io/v1 and acme.cert-manager.io/v1. */
export const certManager: CatalogueEntry<CertManagerConfiguration> = {
  name: 'cert-manager',
  namespace: 'cert-manager',
  layer: 'controllers',
  source: { kind: 'oci', url: 'oci://quay.io/jetstack/charts/cert-manager' },
  apis: [
    { group: 'cert-manager.io', kinds: always('v1', 'Certificate', 'CertificateRequest', 'ClusterIssuer', 'Issuer') },
    { group: 'acme.cert-manager.io', kinds: always('v1', 'Challenge', 'Order') },
  ],
  needs: () => [],
  configuration: z.object({ issuer: issuer.optional(), wildcard: z.boolean().optional() }),
  defaults: { issuer: null, wildcard: false },
  secrets: issuerSecrets,
  oldest: '1.0.0',
};

const size = matching(/^[1-9]\d*(Mi|Gi|Ti)$/, 'size of a volume', 'Write a number and Mi, Gi or Ti, such as 10Gi.');

/** openbao/openbao-helm, chart repository https://openbao.github.io/openbao-helm. */
export const openbao: CatalogueEntry<OpenbaoConfiguration> = {
  name: 'openbao',
  namespace: 'openbao',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://openbao.github.io/openbao-helm', chart: 'openbao' },
  apis: [],
  needs: () => [],
  configuration: z.object({
    replicas: z.int().min(1).max(7).optional(),
    storage: size.optional(),
    storageClass: name.optional(),
    seal: z.string().optional(),
    host: name.optional(),
  }),
  defaults: { replicas: 1, storage: '10Gi', storageClass: null, seal: null, host: null },
  volumes: ({ storageClass }) => storageClass,
  secrets: ({ seal }) => (seal ? [['seal', seal]] : []),
};

const mount = matching(/^[a-z0-9]([a-z0-9/_-]*[a-z0-9])?$/, 'mount', 'Write the path of the engine, such as kv.');

/** Release notes of 0.17.0: v1beta1 is no longer served; v1 came with 0.16. PushSecret and generators stay v1alpha1. */
export const externalSecrets: CatalogueEntry<ExternalSecretsConfiguration> = {
  name: 'external-secrets',
  namespace: 'external-secrets',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://charts.external-secrets.io', chart: 'external-secrets' },
  apis: [
    {
      group: 'external-secrets.io',
      kinds: {
        ...Object.fromEntries(
          ['ExternalSecret', 'SecretStore', 'ClusterSecretStore', 'ClusterExternalSecret'].map((kind) => [
            kind,
            [
              { version: 'v1', from: '0.16.0' },
              { version: 'v1beta1', until: '0.17.0' },
            ],
          ]),
        ),
        ...always('v1alpha1', 'PushSecret'),
      },
    },
    { group: 'generators.external-secrets.io', kinds: always('v1alpha1', 'Password') },
  ],
  needs: ({ store }) => (store === null ? [] : [store]),
  configuration: z.object({ store: z.enum(['openbao']).optional(), mount: mount.optional() }),
  defaults: { store: null, mount: 'kv' },
  oldest: '0.16.0',
};

/** bitnami/sealed-secrets helm/sealed-secrets README and fluxcd.io/flux/guides/sealed-secrets. */
export const sealedSecrets: CatalogueEntry<NoConfiguration> = {
  name: 'sealed-secrets',
  namespace: 'sealed-secrets',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://bitnami-labs.github.io/sealed-secrets', chart: 'sealed-secrets' },
  apis: [{ group: 'bitnami.com', kinds: always('v1alpha1', 'SealedSecret') }],
  needs: () => [],
  configuration: z.object({}),
  defaults: {},
};
