// Measures the matrix of reachability of twelve networks and sixty rules, inside the process.
import { runProcess } from './process.js';

export interface ReachFigures {
  /** Milliseconds of the first matrix of each process, before the compiler has warmed up, and the median of the others. */
  readonly first: readonly number[];
  readonly median: readonly number[];
}

export async function measureReach(runs: number): Promise<ReachFigures> {
  const figures: { first: number[]; median: number[] } = { first: [], median: [] };
  for (let round = 0; round < runs; round += 1) {
    const { answer } = await runProcess('reach');
    figures.first.push(answer.first as number);
    figures.median.push(answer.median as number);
  }
  return figures;
}
