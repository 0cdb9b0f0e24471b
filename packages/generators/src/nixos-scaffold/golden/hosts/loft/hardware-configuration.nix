# Placeholder, so that loft (raspberry-pi-4) evaluates before it is installed. Replace it on the machine by the output of
# nixos-generate-config --show-hardware-config.
{ ... }:
{
  boot.loader.grub.enable = false;
  boot.loader.generic-extlinux-compatible.enable = true;
  fileSystems."/" = {
    device = "/dev/disk/by-label/NIXOS_SD";
    fsType = "ext4";
  };
}
