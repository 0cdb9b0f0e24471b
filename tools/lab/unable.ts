// The answers of a lab that could not be built.

/** A program or a permission is missing, so that nothing can be said. */
export class Unable extends Error {}

/** There is nothing to build; the message says why. */
export class NoPlan extends Error {}
