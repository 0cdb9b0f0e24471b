// Every rule of ownership, as one table: what is on the disk, what is listed, what is generated, what happens.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GeneratedFile } from './generate.js';
import { stamp } from './marker.js';
import { manifestChange, type PlanOptions, plan } from './plan.js';
import { UnsafePathError } from './safe-path.js';

const path = 'hosts/a/generated/x.nix';
const stamped = (content: string) => stamp(path, content, ['hosts.a'], 'topology/topology.ts');
const fresh = stamped('new\n');
const stale = stamped('old\n');
const edited = `${stale}# mine\n`;
const conflicted = `<<<<<<< HEAD\n${stale}=======\n${fresh}>>>>>>> branch\n`;
const crlf = fresh.replaceAll('\n', '\r\n');
const foreign = 'mine\n';

const generated: GeneratedFile = { path, text: fresh, by: 'nixos', scaffold: false, from: ['hosts.a'] };
const scaffold: GeneratedFile = { ...generated, text: 'start\n', scaffold: true };
const listed = new Map([[path, 'nixos']]);
const unlisted = new Map<string, string>();

interface Case {
  readonly files: GeneratedFile[];
  readonly manifest: ReadonlyMap<string, string>;
  readonly disk: string | undefined;
  readonly options?: PlanOptions;
}

function outcome({ files, manifest, disk, options }: Case): string {
  const { changes, manifest: next, unchanged, scaffolds } = plan(files, manifest, () => disk, options);
  expect(changes.length).toBeLessThan(2);
  expect(scaffolds).toEqual(files.filter((file) => file.scaffold).map((file) => file.path));
  const [change] = changes;
  if (change !== undefined && change.kind !== 'create') expect(change.old).toBe(disk);
  if (change !== undefined && change.kind !== 'delete' && files.length > 0) expect(change.text).toBe(files[0]?.text);
  const what = change === undefined ? 'nothing' : change.kind === 'refuse' ? `refuse ${change.reason}` : change.kind;
  return `${what}, ${next.has(path) ? 'listed' : 'not listed'}${unchanged > 0 ? ', unchanged' : ''}`;
}

const force = { force: true };

it.each<[string, Case, string]>([
  ['absent', { files: [generated], manifest: unlisted, disk: undefined }, 'create, listed'],
  ['absent though listed', { files: [generated], manifest: listed, disk: undefined }, 'create, listed'],
  ['equal', { files: [generated], manifest: listed, disk: fresh }, 'nothing, listed, unchanged'],
  ['equal, not listed', { files: [generated], manifest: unlisted, disk: fresh }, 'nothing, listed, unchanged'],
  ['stale', { files: [generated], manifest: listed, disk: stale }, 'update, listed'],
  ['conflicted', { files: [generated], manifest: listed, disk: conflicted }, 'update, listed'],
  ['CRLF only', { files: [generated], manifest: listed, disk: crlf }, 'update, listed'],
  ['stale, not listed', { files: [generated], manifest: unlisted, disk: stale }, 'refuse unowned, not listed'],
  ['foreign, not listed', { files: [generated], manifest: unlisted, disk: foreign }, 'refuse unowned, not listed'],
  ['empty, not listed', { files: [generated], manifest: unlisted, disk: '' }, 'refuse unowned, not listed'],
  ['without marker', { files: [generated], manifest: listed, disk: foreign }, 'refuse marker-missing, listed'],
  ['emptied', { files: [generated], manifest: listed, disk: '' }, 'refuse marker-missing, listed'],
  ['edited', { files: [generated], manifest: listed, disk: edited }, 'refuse hand-edited, listed'],
  [
    'foreign, not listed, forced',
    { files: [generated], manifest: unlisted, disk: foreign, options: force },
    'update, listed',
  ],
  ['without marker, forced', { files: [generated], manifest: listed, disk: foreign, options: force }, 'update, listed'],
  ['edited, forced', { files: [generated], manifest: listed, disk: edited, options: force }, 'update, listed'],

  ['scaffold absent', { files: [scaffold], manifest: unlisted, disk: undefined }, 'create, not listed'],
  ['scaffold present', { files: [scaffold], manifest: unlisted, disk: foreign }, 'nothing, not listed'],
  [
    'scaffold present, forced',
    { files: [scaffold], manifest: unlisted, disk: foreign, options: force },
    'nothing, not listed',
  ],
  ['scaffold that was generated', { files: [scaffold], manifest: listed, disk: stale }, 'nothing, not listed'],

  ['orphan absent', { files: [], manifest: listed, disk: undefined }, 'nothing, not listed'],
  ['orphan', { files: [], manifest: listed, disk: stale }, 'delete, not listed'],
  ['orphan conflicted', { files: [], manifest: listed, disk: conflicted }, 'delete, not listed'],
  ['orphan CRLF', { files: [], manifest: listed, disk: crlf }, 'delete, not listed'],
  ['orphan edited', { files: [], manifest: listed, disk: edited }, 'refuse hand-edited, listed'],
  ['orphan edited, forced', { files: [], manifest: listed, disk: edited, options: force }, 'delete, not listed'],
  ['orphan without marker', { files: [], manifest: listed, disk: foreign }, 'refuse marker-missing, listed'],
  [
    'orphan without marker, forced',
    { files: [], manifest: listed, disk: foreign, options: force },
    'refuse marker-missing, listed',
  ],
  ['unlisted stray', { files: [], manifest: unlisted, disk: stale }, 'nothing, not listed'],
])('%s', (_, given, expected) => {
  expect(outcome(given)).toBe(expected);
});

it.each<[string, Case]>([
  ['absent', { files: [generated], manifest: unlisted, disk: undefined }],
  ['stale', { files: [generated], manifest: listed, disk: stale }],
  ['edited', { files: [generated], manifest: listed, disk: edited }],
  ['orphan', { files: [], manifest: listed, disk: stale }],
  ['orphan absent', { files: [], manifest: listed, disk: undefined }],
  ['scaffold', { files: [scaffold], manifest: unlisted, disk: undefined }],
  ['scaffold that was generated', { files: [scaffold], manifest: listed, disk: stale }],
])('leaves a path outside of `only` alone, and its entry: %s', (_, given) => {
  const read = () => {
    throw new Error('looked at');
  };
  const { changes, manifest, unchanged } = plan(given.files, given.manifest, read, { only: () => false, force: true });
  expect({ changes, unchanged, manifest }).toEqual({ changes: [], unchanged: 0, manifest: given.manifest });
});

it('keeps the generator of an entry outside of `only`, and takes the new one inside', () => {
  const file = { ...generated, by: 'renamed' };
  expect([...plan([file], listed, () => fresh, { only: () => false }).manifest]).toEqual([[path, 'nixos']]);
  expect([...plan([file], listed, () => fresh).manifest]).toEqual([[path, 'renamed']]);
});

it('refuses what cannot be read safely, whatever is forced', () => {
  const read = () => {
    throw new UnsafePathError(path, 'is a symbolic link, which is not followed');
  };
  for (const files of [[generated], [scaffold], []]) {
    const { changes } = plan(files, listed, read, force);
    const message = `${path} is a symbolic link, which is not followed.`;
    expect(changes).toMatchObject([{ kind: 'refuse', reason: 'unsafe', path, message }]);
  }
});

it('passes other errors of reading on', () => {
  const read = () => {
    throw new RangeError('disk on fire');
  };
  expect(() => plan([generated], listed, read)).toThrow('disk on fire');
});

it('says what is wrong and what to do', () => {
  const message = (given: Case) =>
    plan(given.files, given.manifest, () => given.disk).changes.map((change) => 'message' in change && change.message);
  expect(message({ files: [generated], manifest: unlisted, disk: foreign })).toEqual([
    'hosts/a/generated/x.nix is in the way: Groundplan did not write it. Move it away, or overwrite it with --force.',
  ]);
  expect(message({ files: [generated], manifest: listed, disk: edited })).toEqual([
    'hosts/a/generated/x.nix was edited by hand. Move the edit to the topology or to a file beside it, then overwrite it with --force.',
  ]);
  expect(message({ files: [generated], manifest: listed, disk: foreign })).toEqual([
    'hosts/a/generated/x.nix has lost the marker on its first line, so it may be yours. Restore it from Git, or overwrite it with --force.',
  ]);
  expect(message({ files: [], manifest: listed, disk: edited })).toEqual([
    'hosts/a/generated/x.nix is no longer generated, but was edited by hand. Save the edit elsewhere, then delete the file with --force.',
  ]);
  expect(message({ files: [], manifest: listed, disk: foreign })).toEqual([
    'hosts/a/generated/x.nix is no longer generated and has lost its marker, so it may be yours. Delete it, or take its line out of the manifest.',
  ]);
});

it('sorts the changes, whatever the order of the files', () => {
  const files = ['b', 'c', 'a'].map((name) => ({ ...generated, path: name }));
  const { changes } = plan(
    files,
    new Map([
      ['aa', 'x'],
      ['bb', 'x'],
    ]),
    (name) => (name.length === 2 ? stale : undefined),
  );
  expect(changes.map((change) => `${change.kind} ${change.path}`)).toEqual([
    'create a',
    'delete aa',
    'create b',
    'delete bb',
    'create c',
  ]);
});

it('never overwrites or deletes a byte that a person wrote', () => {
  const disk = fc.constantFrom(undefined, '', fresh, stale, edited, conflicted, crlf, foreign);
  fc.assert(
    fc.property(
      disk,
      fc.boolean(),
      fc.constantFrom([generated], [scaffold], []),
      fc.string(),
      (old, isListed, files, insert) => {
        const text = old === undefined ? undefined : `${old}${insert}`;
        const touched = plan(files, isListed ? listed : unlisted, () => text).changes.filter(
          ({ kind }) => kind === 'update' || kind === 'delete',
        );
        if (touched.length > 0)
          expect(isListed && [stale, conflicted, crlf, fresh].some((ours) => text?.startsWith(ours))).toBe(true);
        if (touched.length > 0 && text !== conflicted + insert) expect(insert).toBe('');
      },
    ),
    { numRuns: 500 },
  );
});

it('writes the manifest with the plan', () => {
  const manifestPath = 'topology/manifest.json';
  const text =
    '{\n  "hosts/a/generated/x.nix": "nixos",\n  "//": "The files Groundplan owns, and the generator of each. Written by nx run generate; do not edit."\n}\n';
  expect(manifestChange(manifestPath, listed, undefined)).toEqual({
    kind: 'create',
    path: manifestPath,
    by: null,
    from: [],
    text,
  });
  expect(manifestChange(manifestPath, listed, '{}\n')).toEqual({
    kind: 'update',
    path: manifestPath,
    by: null,
    from: [],
    text,
    old: '{}\n',
  });
  expect(manifestChange(manifestPath, listed, text)).toBeUndefined();
  expect(manifestChange(manifestPath, unlisted, undefined)).toBeUndefined();
});
