# Disk layouts as data for disko: one disk, a mirror, a ZFS pool; to boot from, or beside the system.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkDefault mkIf mkMerge mkOption types;
  cfg = config.groundplan.storage;
  isMirrored = lib.length cfg.disks > 1;
  bootFolder = index: if index == 0 then "/boot" else "/boot-${toString index}";
  fileSystem = { type = "filesystem"; format = "ext4"; mountpoint = cfg.mount; };
  content = {
    ext4 = fileSystem;
    raid1 = { type = "mdraid"; name = "data"; };
    zfs = { type = "zfs"; inherit (cfg) pool; };
  }.${cfg.layout};

  bootPartition = index: {
    size = "1G";
    type = "EF00";
    content = {
      type = "filesystem";
      format = "vfat";
      mountpoint = bootFolder index;
      # A host whose second disk died must still start.
      mountOptions = [ "umask=0077" ] ++ lib.optional (index > 0) "nofail";
    };
  };
  disk = index: device: {
    type = "disk";
    inherit device;
    content = {
      type = "gpt";
      partitions = lib.optionalAttrs cfg.boot { ESP = bootPartition index; } // {
        data = { size = "100%"; inherit content; };
      };
    };
  };
  disks = lib.listToAttrs (lib.imap0 (index: device: lib.nameValuePair "disk${toString index}" (disk index device)) cfg.disks);
  dataset = mountpoint: { type = "zfs_fs"; inherit mountpoint; options.mountpoint = "legacy"; };
in
{
  options.groundplan.storage = {
    layout = mkOption {
      type = types.enum [ "none" "ext4" "raid1" "zfs" ];
      default = "none";
      description = "How the disks are used; none leaves them to hardware-configuration.nix.";
    };
    disks = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Paths under /dev/disk/by-id. disko erases them when it is told to format.";
    };
    mount = mkOption {
      type = types.str;
      default = "/";
      description = "Where the file system is mounted.";
    };
    boot = mkOption {
      type = types.bool;
      default = true;
      description = "Whether the host boots from these disks, by UEFI.";
    };
    pool = mkOption {
      type = types.str;
      default = "rpool";
      description = "Name of the ZFS pool.";
    };
    mode = mkOption {
      type = types.enum [ "single" "mirror" "raidz1" "raidz2" ];
      default = "single";
      description = "Redundancy of the ZFS pool.";
    };
    hostId = mkOption {
      type = types.nullOr (types.strMatching "[0-9a-f]{8}");
      default = null;
      description = "By which a ZFS pool knows the host it belongs to.";
    };
  };

  config = mkIf (cfg.layout != "none") (mkMerge [
    {
      assertions = [
        {
          assertion = cfg.disks != [ ] && lib.all (lib.hasPrefix "/dev/disk/by-id/") cfg.disks;
          message = "groundplan.storage.disks: name the disks by /dev/disk/by-id; sda and sdb change places.";
        }
        {
          assertion = lib.unique cfg.disks == cfg.disks;
          message = "groundplan.storage.disks: a disk is named twice.";
        }
        {
          assertion = cfg.layout != "raid1" || isMirrored;
          message = "groundplan.storage: raid1 wants at least two disks.";
        }
        {
          assertion = cfg.layout != "ext4" || !isMirrored;
          message = "groundplan.storage: ext4 is for one disk; raid1 and zfs use several.";
        }
        {
          assertion = cfg.layout != "zfs" || cfg.hostId != null;
          message = "groundplan.storage.hostId: ZFS wants one.";
        }
        {
          assertion = cfg.boot == (cfg.mount == "/");
          message = "groundplan.storage: the host boots from the disks that hold /, and from no others.";
        }
      ];
      disko.devices.disk = disks;
    }
    (mkIf (cfg.layout == "raid1") {
      disko.devices.mdadm.data = { type = "mdadm"; level = 1; content = fileSystem; };
      boot.swraid.enable = true;
      # mdmon wants somebody to tell; the journal is where people look.
      boot.swraid.mdadmConf = "PROGRAM ${pkgs.util-linux}/bin/logger";
    })
    (mkIf (cfg.layout == "zfs") {
      disko.devices.zpool.${cfg.pool} = {
        type = "zpool";
        mode = if cfg.mode == "single" then "" else cfg.mode;
        options.ashift = "12";
        rootFsOptions = {
          acltype = "posixacl";
          atime = "off";
          compression = "zstd";
          mountpoint = "none";
          xattr = "sa";
        };
        datasets =
          if cfg.boot
          then { root = dataset "/"; nix = dataset "/nix"; var = dataset "/var"; home = dataset "/home"; }
          else { data = dataset cfg.mount; };
      };
      boot.supportedFilesystems = [ "zfs" ];
      networking.hostId = cfg.hostId;
      services.zfs.autoScrub.enable = mkDefault true;
      services.zfs.trim.enable = mkDefault true;
    })
    (mkIf (cfg.boot && !isMirrored) {
      boot.loader.systemd-boot.enable = mkDefault true;
      boot.loader.efi.canTouchEfiVariables = mkDefault true;
    })
    # systemd-boot writes one boot partition only, GRUB one on each disk.
    (mkIf (cfg.boot && isMirrored) {
      boot.loader.grub = {
        enable = true;
        efiSupport = true;
        efiInstallAsRemovable = true;
        mirroredBoots = lib.imap0 (index: _: { path = bootFolder index; devices = [ "nodev" ]; }) cfg.disks;
      };
    })
  ]);
}
