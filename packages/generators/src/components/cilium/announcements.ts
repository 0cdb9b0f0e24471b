// Which addresses services get from Cilium, and how the network learns of them: L2 announcements or BGP.

import type { BgpConfiguration, CiliumConfiguration } from '@groundplan/model';
import type { Manifest, ManifestOf } from '../../kubernetes/manifest.js';
import type { ComponentContext, ComponentRelease, LoadBalancerPool } from '../component.js';
import { served } from '../served.js';

type Release = ComponentRelease<CiliumConfiguration>;

export function announcements(release: Release, { loadBalancer }: ComponentContext): Manifest[] {
  const { announce, bgp } = release.configuration;
  if (loadBalancer === null || announce === 'none') return [];
  const pool = addressPool(release, loadBalancer);
  if (announce === 'l2') return [pool, l2Policy(release, loadBalancer)];
  return bgp === null ? [pool] : [pool, bgpCluster(release, bgp), bgpPeers(release), bgpAdvertisement(release)];
}

/** The specification is the same in both versions. */
const versionOf = (release: Release, kind: string) => served(release, kind, 'cilium.io/v2', 'cilium.io/v2alpha1');

function addressPool(release: Release, { name, first, last }: LoadBalancerPool): Manifest {
  return {
    apiVersion: versionOf(release, 'CiliumLoadBalancerIPPool'),
    kind: 'CiliumLoadBalancerIPPool',
    metadata: { name },
    spec: { blocks: [{ start: first, stop: last }] },
  };
}

/** Interfaces are regular expressions; without one, all that Cilium manages announce. */
function l2Policy(release: Release, { name, interfaces }: LoadBalancerPool): ManifestOf<'CiliumL2AnnouncementPolicy'> {
  const patterns = interfaces.map((one) => `^${one.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  return {
    apiVersion: served(release, 'CiliumL2AnnouncementPolicy', 'cilium.io/v2alpha1'),
    kind: 'CiliumL2AnnouncementPolicy',
    metadata: { name },
    spec: { loadBalancerIPs: true, ...(patterns.length > 0 ? { interfaces: patterns } : {}) },
  };
}

/** Of the only object of each kind of BGP. */
const name = 'cluster';
const advertised = { advertise: name };

function bgpCluster(release: Release, { localAsn, peers }: BgpConfiguration): Manifest {
  const instance = {
    name: `as${localAsn}`,
    localASN: localAsn,
    peers: peers.map(({ address, asn }, index) => ({
      name: `peer-${index + 1}`,
      peerASN: asn,
      peerAddress: address,
      peerConfigRef: { name },
    })),
  };
  return {
    apiVersion: versionOf(release, 'CiliumBGPClusterConfig'),
    kind: 'CiliumBGPClusterConfig',
    metadata: { name },
    spec: { nodeSelector: { matchLabels: { 'kubernetes.io/os': 'linux' } }, bgpInstances: [instance] },
  };
}

function bgpPeers(release: Release): Manifest {
  return {
    apiVersion: versionOf(release, 'CiliumBGPPeerConfig'),
    kind: 'CiliumBGPPeerConfig',
    metadata: { name },
    spec: {
      gracefulRestart: { enabled: true, restartTimeSeconds: 120 },
      families: [{ afi: 'ipv4', safi: 'unicast', advertisements: { matchLabels: advertised } }],
    },
  };
}

/** Without a selector no service is announced; none has this label. */
const everyService = { matchExpressions: [{ key: 'groundplan/unannounced', operator: 'DoesNotExist' as const }] };

function bgpAdvertisement(release: Release): Manifest {
  return {
    apiVersion: versionOf(release, 'CiliumBGPAdvertisement'),
    kind: 'CiliumBGPAdvertisement',
    metadata: { name, labels: advertised },
    spec: {
      advertisements: [
        { advertisementType: 'Service', service: { addresses: ['LoadBalancerIP'] }, selector: everyService },
      ],
    },
  };
}
