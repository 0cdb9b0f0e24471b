// Promotion: an edit reaches the first environment only, moves one step at a time, and can be taken back to the byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyTopology,
  type Entries,
  lastPromotion,
  type Moved,
  noPins,
  type PinChange,
  type Pins,
  type PromotionRecord,
  parseRecord,
  pinsPath,
  printPins,
  printRecord,
  promote,
  recordPath,
  sharedEntries,
  takeBack,
} from '../src/index.js';
import { type Draft, outcome, pinsOf, platform, topologyOf } from './platform-site.js';

const edited = (edit: (draft: Draft) => void = () => {}): AnyTopology => {
  const draft = platform();
  edit(draft);
  return draft;
};

function succeeded(moved: Moved): { readonly pins: Pins; readonly changes: readonly PinChange[] } {
  if (!moved.ok) throw new Error(JSON.stringify(moved.refusals));
  return moved;
}

const refusals = (moved: Moved) => (moved.ok ? [] : moved.refusals.map(({ message }) => message));
const file = (pins: Pins, environment: string) => printPins(pins.get(environment) as Entries);
const shared = () => sharedEntries(edited());
const everywhere = () => pinsOf({ staging: shared(), prod: shared() });

/** One edit of a shared entry of topology.ts. */
const edits: readonly (readonly [string, (draft: Draft) => void])[] = [
  ['a version', (d) => (d.components['cert-manager'].version = 'v1.22.0')],
  ['a configuration', (d) => (d.components.openbao.replicas = 3)],
  ['a value', (d) => (d.components['envoy-gateway'].values.replicas = 2)],
  ['a chart', (d) => (d.charts.monitoring.version = '1.3.0')],
  ['an image', (d) => (d.apps.demo.images.demo = 'registry.example.org/demo:1.5.0')],
  ['a host name', (d) => (d.apps.demo.host = 'shop')],
  ['a platform', (d) => (d.platform.k3s = 'v1.35.0+k3s1')],
  ['a new component', (d) => (d.components['sealed-secrets'] = { version: '2.18.0' })],
  ['a removed chart', (d) => delete d.charts.monitoring],
];

describe('an edit of what environments share', () => {
  it.each(edits)('%s reaches the first environment only', (_, edit) => {
    const [before, after] = [topologyOf(() => {}, everywhere()), topologyOf(edit, everywhere())];
    expect(after.environments.review).not.toEqual(before.environments.review);
    for (const later of ['staging', 'prod']) {
      const json = ({ environments }: typeof before) =>
        JSON.stringify(environments[later]).replace(/"from":"[^"]*"/g, '');
      expect(json(after)).toBe(json(before));
    }
  });

  it.each(edits)('%s passes step by step, and the target then has what the source has', (_, edit) => {
    const topology = edited(edit);
    const one = succeeded(promote(topology, everywhere(), { from: 'review', to: 'staging' }));
    expect(file(one.pins, 'prod')).toBe(file(everywhere(), 'prod'));
    expect(file(one.pins, 'staging')).toBe(printPins(sharedEntries(topology)));
    const two = succeeded(promote(topology, one.pins, { from: 'staging', to: 'prod' }));
    expect(file(two.pins, 'staging')).toBe(file(one.pins, 'staging'));
    expect(file(two.pins, 'prod')).toBe(file(one.pins, 'staging'));
    expect(outcome(edit, two.pins).ok).toBe(true);
  });

  it.each(edits)('%s is taken back to the byte', (_, edit) => {
    const moved = succeeded(promote(edited(edit), everywhere(), { from: 'review', to: 'staging' }));
    const back = succeeded(takeBack(moved.pins, 'staging', { changes: moved.changes, allowDowngrade: false }));
    expect(file(back.pins, 'staging')).toBe(file(everywhere(), 'staging'));
  });

  it('what an environment sets for itself is never promoted', () => {
    const topology = edited((d) => (d.components['envoy-gateway'].environments.prod.values.replicas = 9));
    expect(succeeded(promote(topology, everywhere(), { from: 'review', to: 'staging' })).changes).toEqual([]);
  });
});

describe('a scripted history', () => {
  it('leaves prod as it was until something is promoted to it, also when an environment comes in before', () => {
    let draft = edited();
    let pins = noPins;
    const prod = () => {
      const { order: _, ...rest } = topologyOf((d) => Object.assign(d, draft), pins).environments.prod ?? {};
      return JSON.stringify(rest);
    };
    const empty = prod();
    pins = succeeded(promote(draft, pins, { from: 'review', to: 'staging' })).pins;
    expect(prod()).toBe(empty);
    pins = succeeded(promote(draft, pins, { from: 'staging', to: 'prod' })).pins;
    const first = prod();
    expect(first).not.toBe(empty);
    draft = edited((d) => (d.components['sealed-secrets'] = { version: '2.18.0' }));
    expect(prod()).toBe(first);
    pins = succeeded(promote(draft, pins, { from: 'review', to: 'staging' })).pins;
    expect(prod()).toBe(first);
    const second = succeeded(promote(draft, pins, { from: 'staging', to: 'prod' }));
    pins = second.pins;
    expect(prod()).not.toBe(first);
    pins = succeeded(takeBack(pins, 'prod', { changes: second.changes, allowDowngrade: false })).pins;
    expect(prod()).toBe(first);
    draft = edited((d) => {
      d.components['sealed-secrets'] = { version: '2.18.0' };
      d.environments.canary = { cluster: 'dev', after: 'review' };
      d.environments.staging.after = 'canary';
    });
    expect(prod()).toBe(first);
  });
});

describe('promotion is refused', () => {
  const from = (source: string, to: string, edit?: (draft: Draft) => void) =>
    refusals(promote(edited(edit), everywhere(), { from: source, to }));

  it('when an environment would be skipped, comes first, or does not exist', () => {
    expect(from('review', 'prod')).toEqual([
      'prod comes after staging, not after review: no environment may be skipped.',
    ]);
    expect(from('prod', 'review')).toEqual(['review comes first: it runs what topology.ts says.']);
    expect(from('review', 'stagin')).toEqual(['There is no environment "stagin".']);
    expect(from('constructor', 'staging')).toEqual(['There is no environment "constructor".']);
    expect(from('review', 'staging', (d) => (d.promotion = 'branches'))).toEqual([
      'This site promotes by branches, and has no pins.',
    ]);
  });

  it('from an environment that nothing has reached', () => {
    expect(refusals(promote(edited(), pinsOf({ prod: shared() }), { from: 'staging', to: 'prod' }))).toEqual([
      'Nothing has been promoted to staging yet.',
    ]);
  });

  it('of an entry that does not exist', () => {
    const moved = promote(edited(), everywhere(), { from: 'review', to: 'staging', only: ['cert-manger'] });
    expect(moved).toEqual({
      ok: false,
      refusals: [{ message: 'There is no entry "cert-manger" to promote.', fix: 'Did you mean cert-manager?' }],
    });
  });

  it('to an older version that serves other APIs, unless that is asked for', () => {
    const newer = pinsOf({ staging: new Map([...shared(), ['components/longhorn', { version: '1.10.1' }]]) });
    const older = edited((d) => (d.components.longhorn = { version: '1.9.2' }));
    const request = { from: 'review', to: 'staging' };
    expect(refusals(promote(older, newer, request))[0]).toContain('longhorn.io/v1beta1 Volume');
    expect(succeeded(promote(older, newer, { ...request, allowDowngrade: true })).changes).toHaveLength(1);
    const patch = edited((d) => (d.components.longhorn = { version: '1.10.0' }));
    expect(succeeded(promote(patch, newer, request)).changes).toHaveLength(1);
  });

  it('back, when the entry has changed since', () => {
    const moved = succeeded(
      promote(
        edited((d) => (d.components.openbao.replicas = 3)),
        everywhere(),
        { from: 'review', to: 'staging' },
      ),
    );
    const later = succeeded(
      promote(
        edited((d) => (d.components.openbao.replicas = 5)),
        moved.pins,
        { from: 'review', to: 'staging' },
      ),
    );
    expect(refusals(takeBack(later.pins, 'staging', { changes: moved.changes, allowDowngrade: false }))).toEqual([
      'components/openbao of staging has changed since that promotion.',
    ]);
  });
});

describe('promotion of some entries', () => {
  it('moves these alone, and what they need is missed when it is not there', () => {
    const only = (...names: string[]) =>
      succeeded(promote(edited(), noPins, { from: 'review', to: 'staging', only: names })).pins;
    expect([...(only('gateway-api', 'components/openbao').get('staging') as Entries).keys()]).toEqual([
      'components/gateway-api',
      'components/openbao',
    ]);
    const lonely = outcome(() => {}, only('envoy-gateway'));
    expect(lonely.findings.map(({ code, fix }) => [code, fix])).toContainEqual([
      'pin-missing',
      'Promote it: groundplan promote review staging --only gateway-api.',
    ]);
  });

  it('in any order and any portions comes to the same pins', () => {
    const keys = [...shared().keys()];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(keys, { minLength: keys.length }),
        fc.integer({ min: 1, max: 4 }),
        (order, size) => {
          let pins = noPins;
          for (let index = 0; index < order.length; index += size)
            pins = succeeded(
              promote(edited(), pins, { from: 'review', to: 'staging', only: order.slice(index, index + size) }),
            ).pins;
          expect(file(pins, 'staging')).toBe(printPins(shared()));
        },
      ),
    );
  });

  it('again changes nothing', () => {
    expect(succeeded(promote(edited(), everywhere(), { from: 'review', to: 'staging' })).changes).toEqual([]);
  });
});

describe('records', () => {
  const changes: PinChange[] = [
    { key: 'components/openbao', before: { version: '0.29.1' }, after: { version: '0.29.2', values: { a: '```' } } },
    {
      key: 'charts/logs',
      before: null,
      after: { repository: 'https://charts.example.org', version: '1.0.0 || 2.0.0' },
    },
  ];
  const record: PromotionRecord = { number: 7, from: 'review', to: 'staging', undoes: null, changes };

  it('say what moved, and read back as they were', () => {
    expect(printRecord(record)).toMatchInlineSnapshot(`
      "# 0007 Promotion of review to staging

      | entry | before | after | what else changed |
      | --- | --- | --- | --- |
      | components/openbao | \`0.29.1\` | \`0.29.2\` | values |
      | charts/logs | – | \`1.0.0 \\|\\| 2.0.0\` | repository |

      The changes themselves, which \`groundplan rollback\` reads:

      \`\`\`json
      {"number":7,"from":"review","to":"staging","undoes":null,"changes":[
        {"key":"components/openbao","before":{"version":"0.29.1"},"after":{"values":{"a":"\\u0060\\u0060\\u0060"},"version":"0.29.2"}},
        {"key":"charts/logs","before":null,"after":{"repository":"https://charts.example.org","version":"1.0.0 || 2.0.0"}}
      ]}
      \`\`\`
      "
    `);
    expect(parseRecord(printRecord(record))).toEqual(record);
    expect(parseRecord(printRecord(record).replaceAll('\n', '\r\n'))).toEqual(record);
    expect(recordPath(record)).toBe('docs/promotions/0007-review-to-staging.md');
  });

  it.each([
    ['no record', '# Notes\n'],
    ['a key that is a path', printRecord(record).replaceAll('components/openbao', 'components/../x')],
    ['an entry of no form', printRecord(record).replace('"version":"0.29.2"', '"version":{}')],
    ['an environment that is a path', printRecord(record).replace('"to":"staging"', '"to":"../staging"')],
  ])('are not trusted: %s', (_, text) => {
    expect(parseRecord(text)).toBeUndefined();
  });

  it('are taken back one after another', () => {
    const of = (number: number, from: string | null, to: string, undoes: number | null = null) => ({
      number,
      from,
      to,
      undoes,
      changes: [],
    });
    const history = [of(1, 'a', 'b'), of(2, 'a', 'b'), of(3, 'b', 'c'), of(4, 'a', 'b'), of(5, null, 'b', 4)];
    expect(lastPromotion(history, 'b')?.number).toBe(2);
    expect(lastPromotion([...history, of(6, null, 'b', 2)], 'b')?.number).toBe(1);
    expect(lastPromotion(history, 'd')).toBeUndefined();
    expect(pinsPath('b')).toBe('topology/pins/b.json');
  });
});
