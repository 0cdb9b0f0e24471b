# A nightly backup with restic, encrypted before it leaves the host.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.backup;
  keep = lib.filter (text: text != null) (lib.mapAttrsToList (name: n: if n > 0 then "--keep-${name} ${toString n}" else null) cfg.keep);
  count = default: span: mkOption {
    type = types.ints.unsigned;
    inherit default;
    description = "How many ${span} snapshots are kept.";
  };
in
{
  options.groundplan.backup = {
    enable = mkEnableOption "a backup with restic";
    repository = mkOption {
      type = types.str;
      default = "";
      example = "sftp:backup@nas:/backups/pi";
      description = "Where the backup goes, as restic takes it.";
    };
    passwordFile = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "File with the password that encrypts the repository.";
    };
    environmentFile = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "File with variables such as AWS_ACCESS_KEY_ID.";
    };
    paths = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Folders and files to back up.";
    };
    exclude = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Patterns of files to leave out.";
    };
    schedule = mkOption {
      type = types.str;
      default = "daily";
      description = "Calendar event of systemd.time(7).";
    };
    keep = {
      daily = count 7 "daily";
      weekly = count 5 "weekly";
      monthly = count 12 "monthly";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = cfg.repository != "";
        message = "groundplan.backup.repository: the backup has nowhere to go.";
      }
      {
        assertion = cfg.paths != [ ];
        message = "groundplan.backup.paths: the backup has nothing to hold.";
      }
      {
        assertion = cfg.passwordFile != null && !lib.hasPrefix "/nix/store/" cfg.passwordFile;
        message = "groundplan.backup.passwordFile: the password must be in a file outside the Nix store, which everybody may read.";
      }
      {
        assertion = keep != [ ];
        message = "groundplan.backup.keep: nothing is kept, so restic would remove every snapshot.";
      }
    ];
    services.restic.backups.groundplan = {
      inherit (cfg) repository passwordFile environmentFile paths exclude;
      initialize = true;
      pruneOpts = keep;
      timerConfig = {
        OnCalendar = cfg.schedule;
        Persistent = true;
        RandomizedDelaySec = "1h";
      };
    };
  };
}
