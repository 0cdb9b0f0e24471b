// Repeated measurements of one thing, and the one figure that stands for them.
import type { Finished } from './process.js';

export class Series {
  readonly #milliseconds: number[] = [];
  #peakKiB = 0;

  add({ milliseconds, answer }: Finished): void {
    this.#milliseconds.push(milliseconds);
    this.#peakKiB = Math.max(this.#peakKiB, answer.peakKiB ?? 0);
  }

  get median(): number {
    const sorted = this.#milliseconds.toSorted((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  }

  get least(): number {
    return Math.min(...this.#milliseconds);
  }

  get most(): number {
    return Math.max(...this.#milliseconds);
  }

  /** The largest of all runs, in MiB; undefined when no process told. */
  get peakMiB(): number | undefined {
    return this.#peakKiB === 0 ? undefined : this.#peakKiB / 1024;
  }

  toJSON() {
    return { milliseconds: this.#milliseconds, median: this.median, peakMiB: this.peakMiB };
  }
}
