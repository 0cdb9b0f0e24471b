# Swap: compressed in memory, or a file.
{ config, lib, ... }:
let
  inherit (lib) mkDefault mkIf mkOption types;
  cfg = config.groundplan.swap;
in
{
  options.groundplan.swap = {
    zram = mkOption {
      type = types.nullOr types.ints.positive;
      default = null;
      description = "Compressed swap in memory, as a percentage of the memory; null for none.";
    };
    file = mkOption {
      type = types.nullOr types.ints.positive;
      default = null;
      description = "Size of the swap file in MiB; null for none.";
    };
  };

  config = {
    assertions = [
      {
        assertion = cfg.file == null || config.groundplan.storage.layout != "zfs" || !config.groundplan.storage.boot;
        message = "groundplan.swap.file: a swap file on ZFS locks up when memory is short; use zram.";
      }
    ];
    zramSwap = mkIf (cfg.zram != null) {
      enable = true;
      memoryPercent = cfg.zram;
    };
    swapDevices = mkIf (cfg.file != null) [
      {
        device = "/var/swapfile";
        size = cfg.file;
      }
    ];
    # Compressed memory is far faster than a disk, so it is worth using early.
    boot.kernel.sysctl = mkIf (cfg.zram != null) { "vm.swappiness" = mkDefault 100; };
  };
}
