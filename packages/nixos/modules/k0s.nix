# A node of a k0s cluster. nixpkgs has no package of k0s, so an overlay or groundplan.k0s.package must bring one.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.k0s;
  isController = cfg.role != "worker";
  list = flag: values: lib.optional (values != [ ]) "--${flag}=${lib.concatStringsSep "," values}";
  settings = pkgs.writeText "k0s.yaml" (builtins.toJSON cfg.settings);
  arguments =
    [ "${toString cfg.package}/bin/k0s" (if isController then "controller" else "worker") ]
    ++ lib.optional isController "--config=${settings}"
    # k0s keeps ordinary pods off such a controller otherwise, with a taint.
    ++ lib.optionals (cfg.role == "controller+worker") [ "--enable-worker" "--no-taints" ]
    ++ lib.optional (cfg.role == "single") "--single"
    ++ lib.optional (cfg.tokenFile != null) "--token-file=${cfg.tokenFile}"
    ++ list "disable-components" cfg.disableComponents
    ++ list "labels" cfg.labels
    ++ list "taints" cfg.taints
    ++ lib.optional (cfg.nodeAddress != null) "--kubelet-extra-args=--node-ip=${cfg.nodeAddress}"
    ++ cfg.extraFlags;
  backup = pkgs.writeShellApplication {
    name = "k0s-backup";
    text = ''
      install --directory --mode=0700 "$1"
      umask 077
      k0s backup --save-path=- >"$1/new"
      mv "$1/new" "$1/k0s-backup.tar.gz"
    '';
  };
in
{
  options.groundplan.k0s = {
    enable = mkEnableOption "k0s";
    package = mkOption {
      type = types.nullOr types.package;
      default = pkgs.k0s or null;
      defaultText = "pkgs.k0s, where an overlay has it";
      description = "Package with bin/k0s.";
    };
    role = mkOption {
      type = types.enum [ "single" "controller" "controller+worker" "worker" ];
      default = "worker";
      description = "What the node does (docs.k0sproject.io/stable/cli).";
    };
    tokenFile = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = "File with the join token; the first controller and a single node have none.";
    };
    settings = mkOption {
      type = types.attrs;
      default = {
        apiVersion = "k0s.k0sproject.io/v1beta1";
        kind = "ClusterConfig";
        metadata.name = "k0s";
      };
      description = "The cluster's configuration, k0s.yaml, for controllers.";
    };
    labels = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Labels, key=value, given to the node when it registers.";
    };
    taints = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Taints, key=value:Effect, given to the node when it registers.";
    };
    nodeAddress = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = "The address other nodes reach the node by; null for that of the default route.";
    };
    disableComponents = mkOption {
      type = types.listOf types.str;
      default = [ ];
      example = [ "metrics-server" ];
      description = "What controllers leave out of the cluster (k0s controller --disable-components).";
    };
    copies = mkOption {
      type = types.path;
      default = "/var/backup/k0s";
      description = "Folder that gets a copy of the cluster's state every night on controllers: etcd, certificates, k0s.yaml.";
    };
    extraFlags = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "More arguments.";
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = cfg.package != null;
        message = "groundplan.k0s.package: nixpkgs has no k0s; name a package that has bin/k0s.";
      }
      {
        assertion = cfg.role != "worker" || cfg.tokenFile != null;
        message = "groundplan.k0s.tokenFile: a worker joins with a token.";
      }
      {
        assertion = cfg.tokenFile == null || !lib.hasPrefix "/nix/store/" (toString cfg.tokenFile);
        message = "groundplan.k0s.tokenFile: the token must be in a file outside the Nix store, which everybody may read.";
      }
      {
        assertion = cfg.role != "controller" || (cfg.labels == [ ] && cfg.taints == [ ] && cfg.nodeAddress == null);
        message = "groundplan.k0s: a controller without worker is no node that could have labels, taints or an address.";
      }
      {
        assertion = isController || cfg.disableComponents == [ ];
        message = "groundplan.k0s.disableComponents: controllers decide what the cluster is made of.";
      }
    ];
    environment.systemPackages = lib.optional (cfg.package != null) cfg.package;
    boot.kernelModules = [ "br_netfilter" "overlay" ];
    systemd.services.k0s = {
      description = "k0s, Kubernetes in one program";
      after = [ "network-online.target" ];
      wants = [ "network-online.target" ];
      wantedBy = [ "multi-user.target" ];
      path = [ pkgs.kmod pkgs.util-linux pkgs.mount pkgs.iptables ];
      # As `k0s install` writes its unit (docs.k0sproject.io/stable/install).
      serviceConfig = {
        ExecStart = lib.escapeShellArgs arguments;
        Restart = "always";
        RestartSec = 120;
        Delegate = "yes";
        KillMode = "process";
        LimitCORE = "infinity";
        LimitNOFILE = 999999;
        TasksMax = "infinity";
        StateDirectory = "k0s";
      };
    };
    # Restored by `k0s restore` (docs.k0sproject.io/stable/backup).
    systemd.services.k0s-backup = mkIf isController {
      description = "A copy of the state of the k0s cluster";
      after = [ "k0s.service" ];
      requisite = [ "k0s.service" ];
      path = [ cfg.package ];
      serviceConfig = {
        Type = "oneshot";
        ExecStart = "${lib.getExe backup} ${cfg.copies}";
      };
    };
    systemd.timers.k0s-backup = mkIf isController {
      wantedBy = [ "timers.target" ];
      timerConfig.OnCalendar = "23:00";
    };
  };
}
