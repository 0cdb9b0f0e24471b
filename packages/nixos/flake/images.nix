# What is written to the SD card of a Raspberry Pi before its first start: the host's own system, with the boards' firmware.
{
  hosts,
  lib,
  releases,
  site,
}:
let
  # Those whose firmware the 64-bit image of nixpkgs brings along.
  boards = [
    "raspberry-pi-3a-plus"
    "raspberry-pi-3b"
    "raspberry-pi-3b-plus"
    "raspberry-pi-4"
  ];
  module = release: "${releases.nixpkgs release}/nixos/modules/installer/sd-card/sd-image-aarch64.nix";
  withImage = name: host: hosts.${name}.extendModules { modules = [ (module host.release) ]; };
in
lib.mapAttrs' (name: host: lib.nameValuePair "sd-image-${name}" (withImage name host).config.system.build.sdImage) (
  lib.filterAttrs (_: host: lib.elem host.hardware boards) site.nixosHosts
)
