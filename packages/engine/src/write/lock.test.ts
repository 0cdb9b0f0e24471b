// The lock is taken over from the dead only, and says who holds it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/write-fixture.js';
import { acquireLock } from './lock.js';
import { ownIdentity, type ProcessIdentity } from './process-identity.js';

let root = '';
const own = ownIdentity();

beforeEach(() => {
  root = temporaryFolder();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function leave(name: string, content: string): void {
  mkdirSync(join(root, '.groundplan'), { recursive: true });
  writeFileSync(join(root, '.groundplan', name), content);
}

const identity = (change: Partial<ProcessIdentity>) => JSON.stringify({ ...own, nonce: 'other', ...change });

function expectFree(): void {
  const lock = acquireLock(root);
  lock.verify();
  lock.release();
  expect(readdirSync(root)).toEqual([]);
}

it('is gone after its release', expectFree);

it('is not given twice', () => {
  const lock = acquireLock(root);
  expect(() => acquireLock(root)).toThrow(`Another run, process ${process.pid} on ${own.host}, holds the lock`);
  lock.verify();
  lock.release();
  expectFree();
});

it('is taken over from a process that is gone', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  leave('lock', identity({ pid: child.pid as number, started: '1' }));
  expectFree();
});

it.skipIf(own.started === null)('is taken over from a process whose number was given to another', () => {
  leave('lock', identity({ started: '1' }));
  expectFree();
});

it.each<[string, string, string]>([
  ['a live process', identity({}), `process ${process.pid} on ${own.host}`],
  ['a live process of unknown start', identity({ started: null }), `process ${process.pid} on ${own.host}`],
  ['another host', identity({ host: 'elsewhere', pid: 4_000_000 }), 'process 4000000 on elsewhere'],
  ['another PID namespace', identity({ space: 'pid:[1]', pid: 4_000_000 }), `process 4000000 on ${own.host}`],
  ['nobody knows whom', '', 'an unknown process'],
  ['something else', '{"pid": -1}', 'an unknown process'],
])('is not taken over from %s', (_, content, who) => {
  leave('lock', content);
  const advice = 'Wait for it to end; if it no longer runs, delete .groundplan/lock.';
  expect(() => acquireLock(root)).toThrow(`Another run, ${who}, holds the lock; nothing was changed. ${advice}`);
  expect(readdirSync(join(root, '.groundplan'))).toEqual(['lock']);
});

it('gives way while a live lock lies aside for a moment', () => {
  leave('lock.aside-1-aa', identity({}));
  expect(() => acquireLock(root)).toThrow('holds the lock');
  expect(readdirSync(join(root, '.groundplan'))).toEqual(['lock.aside-1-aa']);
});

it('clears away what dead processes left', () => {
  leave('lock.aside-1-aa', identity({ started: '1' }));
  leave('lock.new-4000000-bb', '');
  leave('lock.new-4000000-cc', identity({ pid: 4_000_000 }));
  expectFree();
});

it('is noticed when it is lost, and not taken from the next holder', () => {
  const first = acquireLock(root);
  rmSync(join(root, '.groundplan/lock'));
  const second = acquireLock(root);
  expect(() => first.verify()).toThrow('.groundplan/lock was taken from this run');
  first.release();
  second.verify();
  second.release();
  expect(readdirSync(root)).toEqual([]);
});
