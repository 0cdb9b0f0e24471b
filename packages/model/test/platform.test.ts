// The order of the releases of the example topology/examples/platform, and what is found when it is written wrongly.
import { describe, expect, it } from 'vitest';
import platform from '../../../topology/examples/platform/topology.js';
import { newLock, resolve } from '../src/index.js';

// biome-ignore lint/suspicious/noExplicitAny: drafts are edited freely
type Draft = any;

function resolved(edit: (draft: Draft) => void = () => {}) {
  const draft = structuredClone(platform) as Draft;
  edit(draft);
  return resolve(draft, newLock(1n));
}

function staging(edit?: (draft: Draft) => void) {
  const result = resolved(edit);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  const { staging: found } = result.topology.environments;
  if (!found) throw new Error('staging is gone');
  return found;
}

const wavesOf = (edit?: (draft: Draft) => void) =>
  staging(edit).waves.map(({ layer, wave, releases }) => `${layer} ${wave}: ${releases.join(' ')}`);

function found(edit: (draft: Draft) => void): string[] {
  const result = resolved(edit);
  return result.findings.filter(({ severity }) => severity === 'error').map(({ code, at }) => `${code} ${at}`);
}

describe('the order of releases', () => {
  it('has the pods’ network before pods, volumes before who keeps data in them, stores before their readers, GitLab last', () => {
    expect(wavesOf()).toEqual([
      'controllers 0: cilium gateway-api',
      'controllers 1: cert-manager envoy-gateway kube-vip longhorn snapshot-controller system-upgrade',
      'controllers 2: openbao',
      'controllers 3: external-secrets',
      'apps 0: gitlab mailpit welcome',
    ]);
  });

  it('has the kinds of gateways before Cilium, when Cilium serves them', () => {
    const waves = wavesOf((draft) => {
      draft.components.cilium.gatewayApi = true;
      delete draft.components['envoy-gateway'];
    });
    expect(waves.slice(0, 2)).toEqual(['controllers 0: gateway-api', 'controllers 1: cilium']);
  });

  it('waits for the default class where no class is named, and for nobody when another makes it', () => {
    const { dependsOn } = staging((draft) => delete draft.components.openbao.storageClass).components.openbao as Draft;
    expect(dependsOn).toEqual(['cilium', 'longhorn']);
    const other = staging((draft) => {
      draft.components.openbao.storageClass = 'of-the-cloud';
    });
    expect(other.components.openbao?.dependsOn).toEqual(['cilium']);
  });

  it('lets a chart stand before Cilium that Cilium needs', () => {
    const { components } = staging((draft) => {
      delete draft.components['gateway-api'];
      delete draft.components['envoy-gateway'];
      draft.components.cilium.gatewayApi = true;
      draft.charts.kinds = {
        version: '1.4.1',
        repository: 'https://example.org/charts',
        crds: ['gateway.networking.k8s.io'],
      };
    });
    expect(components.cilium?.dependsOn).toEqual(['kinds']);
  });

  it('leaves releases as they are without Cilium', () => {
    const { components } = staging((draft) => {
      delete draft.components.cilium;
      delete draft.clusters.staging.flannelBackend;
      delete draft.clusters.prod.flannelBackend;
      delete draft.clusters.staging.loadBalancer;
      delete draft.clusters.prod.loadBalancer;
      delete draft.components['envoy-gateway'].environments;
    });
    expect(components['cert-manager']?.dependsOn).toEqual([]);
  });
});

describe('what is found', () => {
  it.each<[string, (draft: Draft) => void, string[]]>([
    [
      'GitLab without a database, from version 10 on',
      (draft) => {
        delete draft.components.gitlab.database;
      },
      ['component-unfit components.gitlab'],
    ],
    [
      'nothing of that before version 10',
      (draft) => {
        draft.components.gitlab = { version: '9.8.3' };
        for (const name of Object.keys(draft.secrets)) if (name.startsWith('gitlab')) delete draft.secrets[name];
      },
      [],
    ],
    [
      'an unknown secret of GitLab',
      (draft) => {
        draft.components.gitlab.objectStorage.backup = 'nobody';
        delete draft.secrets['gitlab-backup'];
      },
      ['secret-unknown components.gitlab.objectStorage.backup'],
    ],
  ])('%s', (_, edit, findings) => {
    expect(found(edit)).toEqual(findings);
  });
});
