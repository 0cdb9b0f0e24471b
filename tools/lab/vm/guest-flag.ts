// The word by which the lab starts in the virtual machine.

export const guestFlag = '--guest';
