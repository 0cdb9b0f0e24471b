// The system upgrade controller: brings k3s on the nodes to a version, servers first (docs.k3s.io, automated upgrades).

import type { SystemUpgradeConfiguration } from '@groundplan/model';
import type { ManifestOf } from '../../kubernetes/manifest.js';
import type { Component, ComponentRelease } from '../component.js';
import { served } from '../served.js';

export const systemUpgrade: Component<SystemUpgradeConfiguration> = {
  // The manifests name v0.14.0 at every tag since (rancher/system-upgrade-controller manifests/ at v0.16.3 to v0.20.1).
  image: 'rancher/system-upgrade-controller',
  contribute: (release, { k3s, upgradable }) => ({
    configs:
      k3s === null ? [] : [serverPlan(release, k3s, only(upgradable)), agentPlan(release, k3s, only(upgradable))],
  }),
};

type Expressions = NonNullable<NonNullable<PlanSpec['nodeSelector']>['matchExpressions']>;
type PlanSpec = ManifestOf<'Plan'>['spec'];

const controlPlane = 'node-role.kubernetes.io/control-plane';
const image = 'rancher/k3s-upgrade';
const serverPlanName = 'k3s-server';

type Release = ComponentRelease<SystemUpgradeConfiguration>;
type PlanParts = { readonly name: string } & Omit<PlanSpec, 'serviceAccountName' | 'cordon' | 'upgrade'>;

function plan(release: Release, { name, ...spec }: PlanParts): ManifestOf<'Plan'> {
  return {
    apiVersion: served(release, 'Plan', 'upgrade.cattle.io/v1'),
    kind: 'Plan',
    metadata: { name, namespace: 'system-upgrade' },
    spec: { ...spec, serviceAccountName: 'system-upgrade', cordon: true, upgrade: { image } },
  };
}

/** Elsewhere the program is a part of the system, which no job may change. */
const only = (nodes: readonly string[] | null): Expressions =>
  nodes === null ? [] : [{ key: 'kubernetes.io/hostname', operator: 'In', values: [...nodes] }];

/** One at a time, so that etcd keeps its majority. */
const serverPlan = (release: Release, version: string, nodes: Expressions) =>
  plan(release, {
    name: serverPlanName,
    concurrency: 1,
    version,
    nodeSelector: { matchExpressions: [{ key: controlPlane, operator: 'Exists' }, ...nodes] },
    tolerations: [{ key: controlPlane, operator: 'Exists', effect: 'NoSchedule' }],
  });

/** Waits for the servers: agents may not be newer. */
const agentPlan = (release: Release, version: string, nodes: Expressions) =>
  plan(release, {
    name: 'k3s-agent',
    concurrency: release.configuration.concurrency,
    version,
    nodeSelector: { matchExpressions: [{ key: controlPlane, operator: 'DoesNotExist' }, ...nodes] },
    prepare: { image, args: ['prepare', serverPlanName] },
    drain: { force: true, skipWaitForDeleteTimeout: 60 },
  });
