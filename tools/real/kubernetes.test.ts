// Every object of every component is what its kind allows; every planted fault is refused by name.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { printManifests } from '../../packages/generators/src/kubernetes/print.js';
import { sampleObjects, samples } from '../../packages/generators/test/component-samples.js';
import { appObjects, fluxObjects } from '../../packages/generators/test/kubernetes-samples.js';
import { openFolder } from './folder.js';
import { checkKubernetes, manifestProblems, objectProblems } from './kubernetes.js';

const componentObjects = samples.flatMap(([title, sample]) => {
  const { controllers, configs } = sampleObjects(sample);
  return [...controllers, ...configs].map(
    (object) => [`${title} ${object.kind} ${object.metadata.name}`, object] as const,
  );
});
const others = Object.entries({ ...fluxObjects, ...appObjects });
const everything = [...componentObjects, ...others];

it.each(everything)('%s is valid', (_, object) => {
  expect(manifestProblems('x.yaml', printManifests([object]))).toEqual([]);
});

it('covers every kind that can be written', () => {
  expect([...new Set(everything.map(([, { kind }]) => kind))].sort()).toMatchInlineSnapshot(`
    [
      "BGPAdvertisement",
      "BGPPeer",
      "Certificate",
      "CiliumBGPAdvertisement",
      "CiliumBGPClusterConfig",
      "CiliumBGPPeerConfig",
      "CiliumL2AnnouncementPolicy",
      "CiliumLoadBalancerIPPool",
      "CiliumNetworkPolicy",
      "ClusterIssuer",
      "ClusterSecretStore",
      "ConfigMap",
      "ExternalSecret",
      "FluxInstance",
      "Gateway",
      "GatewayClass",
      "GitRepository",
      "HTTPRoute",
      "HelmChartConfig",
      "HelmRelease",
      "HelmRepository",
      "IPAddressPool",
      "Ingress",
      "Kustomization",
      "L2Advertisement",
      "Middleware",
      "Namespace",
      "NetworkPolicy",
      "OCIRepository",
      "Plan",
      "SealedSecret",
    ]
  `);
});

// biome-ignore lint/suspicious/noExplicitAny: objects to break
type Broken = any;

interface Fault {
  readonly fault: string;
  readonly of: string;
  readonly breaks: (object: Broken) => void;
  readonly says: string;
}

const faults: readonly Fault[] = [
  {
    fault: 'a mistyped field of a layer',
    of: 'Kustomization',
    breaks: ({ spec }) => (spec.dependOn = []),
    says: 'dependOn',
  },
  {
    fault: 'an interval in words',
    of: 'Kustomization',
    breaks: ({ spec }) => (spec.interval = '10 minutes'),
    says: '/spec/interval must match',
  },
  {
    fault: 'a source of the wrong kind',
    of: 'Kustomization',
    breaks: ({ spec }) => (spec.sourceRef.kind = 'HelmRepository'),
    says: '/spec/sourceRef/kind must be equal to one of',
  },
  {
    fault: 'a layer without prune',
    of: 'Kustomization',
    breaks: ({ spec }) => delete spec.prune,
    says: "must have required property 'prune'",
  },
  {
    fault: 'a layer that waits for itself',
    of: 'Kustomization',
    breaks: ({ spec, metadata }) => (spec.dependsOn = [{ name: metadata.name }]),
    says: 'depends on itself',
  },
  {
    fault: 'a health check without its rule',
    of: 'Kustomization',
    breaks: ({ spec }) => delete spec.healthCheckExprs[0].current,
    says: "must have required property 'current'",
  },
  {
    fault: 'a removed API version',
    of: 'HelmRepository',
    breaks: (object) => (object.apiVersion = 'source.toolkit.fluxcd.io/v1beta2'),
    says: 'has no schema',
  },
  {
    fault: 'a variable for an address',
    of: 'GitRepository',
    breaks: ({ spec }) => (spec.url = '$(GIT_URL:=https://x)'),
    says: '/spec/url must match pattern',
  },
  {
    fault: 'an OCI address of a Git repository',
    of: 'GitRepository',
    breaks: ({ spec }) => (spec.url = 'oci://ghcr.io/a/b'),
    says: '/spec/url must match pattern',
  },
  {
    fault: 'an unknown signer',
    of: 'OCIRepository',
    breaks: ({ spec }) => (spec.verify = { provider: 'gpg' }),
    says: '/spec/verify/provider must be equal to one of',
  },
  {
    fault: 'chart and chartRef',
    of: 'HelmRelease',
    breaks: ({ spec }) =>
      Object.assign(spec, {
        chart: { spec: { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'x' } } },
        chartRef: { kind: 'OCIRepository', name: 'x' },
      }),
    says: 'either chart or chartRef must be set',
  },
  {
    fault: 'neither chart nor chartRef',
    of: 'HelmRelease',
    breaks: ({ spec }) => delete spec.chart,
    says: 'either chart or chartRef must be set',
  },
  {
    fault: 'a retry interval of another strategy',
    of: 'HelmRelease',
    breaks: ({ spec }) => (spec.upgrade.strategy.name = 'RemediateOnFailure'),
    says: 'needs the strategy RetryOnFailure',
  },
  {
    fault: 'a version that YAML reads as a number',
    of: 'HelmRelease',
    breaks: ({ spec }) => (spec.chart.spec.version = 1.19),
    says: '/spec/chart/spec/version must be string',
  },
  {
    fault: 'values as text',
    of: 'HelmRelease',
    breaks: ({ spec }) => (spec.timeout = 'soon'),
    says: '/spec/timeout must match pattern',
  },
  {
    fault: 'an issuer without its account’s key',
    of: 'ClusterIssuer',
    breaks: ({ spec }) => (spec.acme = { server: 'https://x' }),
    says: "must have required property 'privateKeySecretRef'",
  },
  {
    fault: 'an issuer with a namespace',
    of: 'ClusterIssuer',
    breaks: ({ metadata }) => (metadata.namespace = 'a'),
    says: 'a ClusterIssuer has no namespace',
  },
  {
    fault: 'a certificate without an issuer',
    of: 'Certificate',
    breaks: ({ spec }) => delete spec.issuerRef,
    says: "must have required property 'issuerRef'",
  },
  {
    fault: 'a mistyped block of addresses',
    of: 'CiliumLoadBalancerIPPool',
    breaks: ({ spec }) => (spec.blocks = [{ start: '10.0.0.1', end: '10.0.0.2' }]),
    says: 'must NOT have additional properties (end)',
  },
  {
    fault: 'a text for a number',
    of: 'CiliumBGPClusterConfig',
    breaks: ({ spec }) => (spec.bgpInstances[0].localASN = '64514'),
    says: '/spec/bgpInstances/0/localASN must be integer',
  },
  {
    fault: 'services advertised without their addresses',
    of: 'CiliumBGPAdvertisement',
    breaks: ({ spec }) => delete spec.advertisements[0].service,
    says: 'needs the field service',
  },
  {
    fault: 'a port as a number',
    of: 'CiliumNetworkPolicy',
    breaks: ({ spec }) => (spec.egress[0].toPorts[0].ports[0].port = 53),
    says: 'must be string',
  },
  {
    fault: 'a pool without addresses',
    of: 'IPAddressPool',
    breaks: ({ spec }) => delete spec.addresses,
    says: "must have required property 'addresses'",
  },
  {
    fault: 'a session without a peer',
    of: 'BGPPeer',
    breaks: ({ spec }) => delete spec.myASN,
    says: "must have required property 'myASN'",
  },
  {
    fault: 'a store of two engines',
    of: 'ClusterSecretStore',
    breaks: ({ spec }) => (spec.provider.fake = { data: [] }),
    says: 'must NOT have more than 1 properties',
  },
  {
    fault: 'two listeners of one name',
    of: 'Gateway',
    breaks: ({ spec }) => (spec.listeners[2].name = 'https'),
    says: 'listeners must differ in name',
  },
  {
    fault: 'HTTPS without a certificate',
    of: 'Gateway',
    breaks: ({ spec }) => (spec.listeners[1].tls.certificateRefs = []),
    says: 'needs certificateRefs',
  },
  {
    fault: 'a service without a port',
    of: 'HTTPRoute',
    breaks: ({ spec }) => delete spec.rules[0].backendRefs[0].port,
    says: 'must have a port',
  },
  {
    fault: 'a host that no rule serves',
    of: 'Ingress',
    breaks: ({ spec }) => (spec.tls = [{ hosts: ['other.home.arpa'] }]),
    says: 'no rule serves',
  },
  {
    fault: 'a mistyped direction',
    of: 'NetworkPolicy',
    breaks: ({ spec }) => (spec.policyTypes = ['Inbound']),
    says: 'policyTypes',
  },
  {
    fault: 'a mistyped field of a plan',
    of: 'Plan',
    breaks: ({ spec }) => (spec.concurency = 2),
    says: 'must NOT have additional properties (concurency)',
  },
  {
    fault: 'values that are no text',
    of: 'HelmChartConfig',
    breaks: ({ spec }) => (spec.valuesContent = { a: 1 }),
    says: '/spec/valuesContent must be string',
  },
  {
    fault: 'an unknown controller',
    of: 'FluxInstance',
    breaks: ({ spec }) => spec.components.push('helm-operator'),
    says: 'must be equal to one of',
  },
  {
    fault: 'a sealed secret without its data',
    of: 'SealedSecret',
    breaks: ({ spec }) => (spec.data = 'x'),
    says: 'data',
  },
  {
    fault: 'a number in a ConfigMap',
    of: 'ConfigMap',
    breaks: ({ data }) => (data.vlan = 10),
    says: '/data/vlan must be string',
  },
  {
    fault: 'a name in capitals',
    of: 'Namespace',
    breaks: ({ metadata }) => (metadata.name = 'Infra'),
    says: '/metadata/name must match pattern',
  },
  {
    fault: 'a name too long for a label',
    of: 'HelmRelease',
    breaks: ({ metadata }) => (metadata.name = 'a'.repeat(64)),
    says: 'must NOT have more than 63 characters',
  },
  {
    fault: 'a number as an annotation',
    of: 'Namespace',
    breaks: ({ metadata }) => (metadata.annotations.a = 1),
    says: '/metadata/annotations/a must be string',
  },
  {
    fault: 'a mistyped field of metadata',
    of: 'Namespace',
    breaks: ({ metadata }) => (metadata.label = {}),
    says: 'must NOT have additional properties (label)',
  },
];

describe('refuses', () => {
  it.each(faults.map((fault) => [fault.fault, fault] as const))('%s', (_, { of, breaks, says }) => {
    const found = everything.find(([, { kind, ...object }]) => kind === of && isBreakable(object, breaks));
    const object = structuredClone(found?.[1]) as Broken;
    expect(objectProblems(object)).toEqual([]);
    breaks(object);
    expect(objectProblems(object).join('\n')).toContain(says);
  });

  it('what is no object, YAML that is not YAML, and keys that stand twice', () => {
    expect(objectProblems({ kind: 'ConfigMap' })).toEqual([
      'is no Kubernetes object: apiVersion, kind and metadata.name are missing',
    ]);
    expect(manifestProblems('a.yaml', 'a: [\n').join()).toContain('a.yaml: ');
    expect(manifestProblems('a.yaml', 'a: 1\na: 2\n').join()).toContain('unique');
  });
});

/** Can the fault be planted here, and is it one? */
function isBreakable(object: object, breaks: Fault['breaks']): boolean {
  try {
    const copy = structuredClone(object);
    breaks(copy);
    return JSON.stringify(copy) !== JSON.stringify(object);
  } catch {
    return false;
  }
}

it('reads a file that SOPS encrypted', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a' },
    stringData: { value: 'ENC[AES256_GCM,data:x]' },
    sops: { version: '3.11' },
  };
  expect(objectProblems(secret)).toEqual([]);
});

it('leaves the parts that kustomizations lay over objects to kustomize', async () => {
  const folder = openFolder(fileURLToPath(new URL('fixtures', import.meta.url)), 'clusters/prod');
  expect(await checkKubernetes(folder)).toEqual({ detail: '1 file', problems: [] });
});
