// The command's entry.
export {};
