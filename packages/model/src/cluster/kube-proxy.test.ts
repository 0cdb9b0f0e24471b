// Who forwards to services: kube-proxy, unless every environment of the cluster leaves it to Cilium.
import { expect, it } from 'vitest';
import type { AnyTopology } from '../topology.js';
import { hasKubeProxy } from './kube-proxy.js';

const topology = (cilium: object | undefined, flannelBackend?: string) =>
  ({
    clusters: { live: { flannelBackend } },
    environments: { staging: { cluster: 'live' }, prod: { cluster: 'live' }, other: { cluster: 'spare' } },
    components: { cilium },
  }) as unknown as AnyTopology;

it.each<[string, AnyTopology, boolean]>([
  ['without Cilium', topology(undefined, 'none'), true],
  ['beside flannel', topology({}), true],
  ['with Cilium alone', topology({}, 'none'), false],
  ['when Cilium leaves it', topology({ kubeProxyReplacement: false }, 'none'), true],
  [
    'when one of its environments leaves it',
    topology({ environments: { prod: { kubeProxyReplacement: false } } }, 'none'),
    true,
  ],
  [
    'when an environment of another cluster does',
    topology({ environments: { other: { kubeProxyReplacement: false } } }, 'none'),
    false,
  ],
])('%s', (_, given, expected) => {
  expect(hasKubeProxy('live', given)).toBe(expected);
});

it('is there where no environment is', () => {
  expect(hasKubeProxy('live', { ...topology({}, 'none'), environments: {} })).toBe(true);
});
