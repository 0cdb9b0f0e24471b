// Benchmark entry.
export {};
