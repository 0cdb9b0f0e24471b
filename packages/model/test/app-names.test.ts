// Names of apps in the site's own nameserver: where requests enter the cluster, of every environment that shares it.
import { expect, it } from 'vitest';
import { type Draft, topologyOf } from './platform-site.js';

const recordsOf = (edit: (draft: Draft) => void) =>
  topologyOf(edit).dns.records.filter(({ machine }) => machine.startsWith('clusters.'));

const alone = (draft: Draft) => {
  draft.environments = { review: { cluster: 'dev' } };
  draft.components['envoy-gateway'].environments = {};
};

it('lead to the fixed address of the entry, with those of components', () => {
  const records = recordsOf((draft) => {
    alone(draft);
    draft.components['envoy-gateway'].address = 101;
    draft.components.openbao.host = 'vault';
  });
  expect(records).toEqual([
    {
      machine: 'clusters.dev',
      network: 'lan',
      names: ['demo.example.org', 'vault.example.org'],
      ipv4: '10.10.0.101',
      ipv6: null,
      from: 'components.envoy-gateway',
    },
  ]);
});

it('of the last environment come first, so that the address is called as they are', () => {
  const [record] = recordsOf((draft) => {
    draft.promotion = 'branches';
    draft.environments = { review: { cluster: 'dev' }, prod: { cluster: 'dev', after: 'review' } };
    draft.components['envoy-gateway'].environments = { prod: { address: 101 } };
  });
  expect(record?.names).toEqual(['demo.example.org', 'demo-review.example.org']);
});

it('are nowhere while the entry takes any address of the pool', () => {
  expect(recordsOf(alone)).toEqual([]);
});
