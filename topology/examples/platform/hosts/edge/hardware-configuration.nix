# Placeholder, so that edge (generic-x86_64) evaluates before it is installed. Replace it on the machine by the output of
# nixos-generate-config --show-hardware-config.
{ ... }:
{
  boot.loader.grub.enable = false;
  boot.loader.systemd-boot.enable = true;
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };
}
