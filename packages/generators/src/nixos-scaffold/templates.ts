// Starter files of a new NixOS host, for a person to edit.

export const configuration = `# {{name}}: yours to edit. Groundplan wrote it once and never touches it again; what the topology decides is in ./generated.
{ ... }:
{
  imports = [
    ./generated
    ./hardware-configuration.nix
  ];
}
`;

export const hardwareConfiguration = `# Placeholder, so that {{name}} ({{hardware}}) evaluates before it is installed. Replace it on the machine by the output of
# nixos-generate-config --show-hardware-config.
{ ... }:
{
  boot.loader.grub.enable = false;
  boot.loader.{{bootLoader}}.enable = true;
  fileSystems."/" = {
    device = "/dev/disk/by-label/{{rootLabel}}";
    fsType = "ext4";
  };
}
`;

export const hardwareWithLayout = `# Placeholder, so that {{name}} ({{hardware}}) evaluates before it is installed. Replace it on the machine by the output of
# nixos-generate-config --show-hardware-config --no-filesystems: file systems and boot loader follow from ./generated/storage.nix.
{ ... }:
{
}
`;
