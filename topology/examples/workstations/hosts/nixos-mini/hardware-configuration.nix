# Placeholder, so that nixos-mini (generic-x86_64) evaluates before it is installed. Replace it on the machine by the output of
# nixos-generate-config --show-hardware-config --no-filesystems: file systems and boot loader follow from ./generated/storage.nix.
{ ... }:
{
}
